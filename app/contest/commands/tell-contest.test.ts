import { describe, expect, it } from 'vitest';
import { addMember, judgingWorld, makeEntrant, makeEntry, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { makeRules } from '../../../tests/world/contests.ts';
import { extendCall, publishRules } from './publish-call.server.ts';

/** One entry handed in, one draft with a member who accepted and one who did not, one that was withdrawn. */
async function world(): Promise<{ w: JudgingWorld; everybody: string[] }> {
  const w = await judgingWorld({ takesEntries: true, entries: 0, judges: 1 });
  const [submitted, drafting, member, invited, gone] = [await makeEntrant(w.db), await makeEntrant(w.db), await makeEntrant(w.db), await makeEntrant(w.db), await makeEntrant(w.db)];
  await makeEntry(w.db, w.contest, { owner: submitted });
  const draft = await makeEntry(w.db, w.contest, { owner: drafting, submittedAt: null, outcome: null });
  await addMember(w.db, draft, member);
  await addMember(w.db, draft, invited, null);
  const withdrawn = await makeEntry(w.db, w.contest, { owner: gone });
  await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', withdrawn).execute();
  return { w, everybody: [submitted.id, drafting.id, member.id].toSorted() };
}
const revision = async (w: JudgingWorld) => (await w.db.selectFrom('contest').select('revision').executeTakeFirstOrThrow()).revision;
const told = async (w: JudgingWorld) => (await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'r.user_id']).execute()).map(({ content, user_id }) => ({ to: user_id, ...(JSON.parse(content) as { vi: { subject: string; body: string }; link: string }) }));

describe('everybody who has an entry, draft or handed in', () => {
  it('is told of more time with the new deadline', async () => {
    const { w, everybody } = await world();
    await using _ = w;
    expect(await extendCall(w.ports, w.organiser, { id: w.contest.id, revision: await revision(w), minutes: 90, reason: 'Đường truyền bị đứt.' })).toEqual({ ok: true });
    const notices = await told(w);
    expect(notices.map(({ to }) => to).toSorted()).toEqual(everybody);
    expect(notices[0]?.vi.body).toMatch(/90 phút, đến hết 01\/01\/2027 01:29:59/);
    expect(notices[0]?.link).toBe(`/contests/${w.contest.slug}`);
  });

  it('is told of a further version of the rules, not of a draft of it', async () => {
    const { w, everybody } = await world();
    await using _ = w;
    await makeRules(w.db, w.contest, { version: 2, body: 'Mỗi đội nộp **hai** bài.', publishedAt: null });
    expect(await told(w)).toEqual([]);
    expect(await publishRules(w.ports, w.organiser, { id: w.contest.id, revision: await revision(w) })).toEqual({ ok: true });
    const notices = await told(w);
    expect(notices.map(({ to }) => to).toSorted()).toEqual(everybody);
    expect(notices[0]?.vi.body).toContain('thể lệ bản 2');
  });

  it('is told nothing that was refused', async () => {
    const { w } = await world();
    await using _ = w;
    expect(await extendCall(w.ports, w.organiser, { id: w.contest.id, revision: (await revision(w)) + 1, minutes: 90, reason: 'Đường truyền bị đứt.' })).toMatchObject({ ok: false });
    expect(await publishRules(w.ports, w.organiser, { id: w.contest.id, revision: await revision(w) })).toMatchObject({ ok: false });
    expect(await told(w)).toEqual([]);
  });
});
