import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { voteWorld } from '../../../tests/world/public-vote.ts';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { roles, type Actor } from '../../people/actor.ts';
import * as deskVote from './desk-vote.tsx';
import * as publicResults from './public-results.tsx';
import * as publicVote from './public-vote.tsx';

const faultsOf = (html: string) => pageFaults(html).filter((fault) => !fault.startsWith('no label: input class="tick" type="radio"'));
async function shown(w: ResultsWorld, route: { loader: unknown }, as: Actor | null, sent?: unknown): Promise<string> {
  const answer = await w.ask(route.loader, as);
  expect(answer.status).toBe(200);
  const [vi, en] = (['vi', 'en'] as const).map((locale) => renderRoute(route, { data: JSON.parse(JSON.stringify(answer.body)), locale, ...(sent ? { sent } : {}) }));
  expect([faultsOf(vi ?? ''), faultsOf(en ?? '')]).toEqual([[], []]);
  return vi ?? '';
}
const cast = (w: ResultsWorld, as: Actor | null, choice: string) => w.ask(publicVote.action, as, {}, { secretChoice: choice });

let w: ResultsWorld;
beforeAll(async () => {
  w = await voteWorld({ isOpened: false });
});
afterAll(() => w[Symbol.asyncDispose]());

describe('the pages of a vote', () => {
  it('say that there is none, and let an organiser open one', async () => {
    expect(await shown(w, publicVote, null)).toContain('Chưa có bình chọn');
    expect((await cast(w, w.auditor, w.entries[0]?.id ?? '')).status).toBe(409);
    expect(await shown(w, deskVote, w.auditor)).not.toContain('name="closes"');
    expect(await shown(w, deskVote, w.organiser)).toContain('2 bài được giải có thể hiển thị');
    const send = (closes: string) => w.ask(deskVote.action, w.organiser, {}, { closes });
    for (const closes of ['', 'mai', '2026-13-01T00:00', '2026-02-30T10:00']) expect((await send(closes)).status).toBe(422);
    expect(await send('2026-11-23T09:00')).toMatchObject({ status: 409, body: { values: { closes: '2026-11-23T09:00' } } });
    expect((await send('2026-12-01T23:59:59')).status).toBe(303);
    expect((await send('2026-12-01T23:59:59')).status).toBe(409);
    expect((await w.db.selectFrom('public_vote').select('closes_at').execute())[0]?.closes_at).toBe('2026-12-01T16:59:59.000Z');
  });

  it('show strangers what stands in it and where to sign in, and those who may vote a choice', async () => {
    const html = await shown(w, publicVote, null);
    expect(html).toContain('/contests/sign-in?next=');
    expect(html).not.toContain('name="secretChoice"');
    expect(html).toContain('Sáng kiến số 1');
    expect(html).not.toContain('Tác Giả Số 1');
    expect((await cast(w, null, w.entries[0]?.id ?? '')).status).toBe(303);
    expect(await shown(w, publicVote, w.auditor)).toContain('name="secretChoice"');
    expect(await shown(w, publicResults, null)).toContain(`/contests/${w.contest.slug}/vote`);
  });

  it('take one vote, and say why a second one, a strange one or none is refused', async () => {
    const voter = await makeOutsider(w.db);
    expect((await w.ask(publicVote.action, voter, {}, {})).status).toBe(422);
    for (const choice of ['khong-co', w.entries[3]?.id ?? '', '__proto__', "' or 1=1 --"]) expect((await cast(w, voter, choice)).status).toBe(409);
    expect((await cast(w, voter, 'x'.repeat(61))).status).toBe(422);
    expect((await cast(w, voter, w.entries[0]?.id ?? '')).location).toBe(`/contests/${w.contest.slug}/vote?done=voted`);
    const again = await cast(w, voter, w.entries[1]?.id ?? '');
    expect(again.status).toBe(409);
    // The refusal does not give the choice back either.
    expect(JSON.stringify(again.body)).not.toContain(w.entries[1]?.id ?? '');
    expect(await shown(w, publicVote, voter, again.body)).toContain('Mỗi người bình chọn một lần');
  });

  it('a choice that was sent with an ended session is not kept beside the account', async () => {
    const voter = await makePerson(w.db);
    await w.ask(publicVote.loader, voter);
    await w.db.updateTable('session').set({ last_seen_at: '2026-11-20T00:00:00.000Z' }).where('user_id', '=', voter.id).execute();
    const answer = await w.ask(publicVote.action, voter, {}, { secretChoice: w.entries[0]?.id ?? '', other: 'giữ lại' });
    expect(answer.status).toBe(303);
    const held = await w.db.selectFrom('held_form').select('body').where('user_id', '=', voter.id).execute();
    expect(held).toHaveLength(1);
    expect(held[0]?.body).not.toContain(w.entries[0]?.id ?? '');
    expect(decodeURIComponent(held[0]?.body ?? '')).toContain('giữ');
  });

  it('hide every number from every role while the vote is open', async () => {
    for (const role of roles) {
      const person = await w.person(role);
      for (const route of [publicVote, deskVote]) expect(JSON.stringify((await w.ask(route.loader, person)).body)).not.toMatch(/"votes"|"voters"|"counted"/);
    }
    expect(await shown(w, deskVote, w.organiser)).toContain('Số phiếu chỉ hiện khi đã kết thúc');
    for (const role of roles.filter((one) => one !== 'CONTEST_ORGANISER')) expect((await w.ask(deskVote.action, await w.person(role), {}, { closes: '2026-12-01T23:59' })).status).toBe(403);
  });

  it('show the counts and the report afterwards', async () => {
    w.clock.set('2026-12-01T17:00:00.000Z');
    const html = await shown(w, publicVote, null);
    expect(html).toContain('1 người đã bình chọn');
    expect(html).not.toContain('Báo cáo bất thường');
  });
});

it('the desk reads the report when a vote is over, and an entry whose consent was taken back stands in it by its number only', async () => {
  await using own = await voteWorld();
  await cast(own, own.auditor, own.entries[0]?.id ?? '');
  await own.db.updateTable('gallery_consent').set({ withdrawn_at: '2026-11-24T00:00:00.000Z' }).where('entry_id', '=', own.entries[0]?.id ?? '').execute();
  await own.db.updateTable('public_vote').set({ opens_at: '2026-11-20T00:00:00.000Z', closes_at: '2026-11-22T00:00:00.000Z' }).execute();
  const html = await shown(own, deskVote, own.publisher);
  expect(html).toContain('Báo cáo bất thường');
  expect(html).toContain('Không thấy điều bất thường');
  expect(html).toContain('Bài này không còn được hiển thị');
  expect(html).not.toContain('Sáng kiến số 1');
});
