import { describe, expect, it } from 'vitest';
import type { Actor } from '../../people/actor.ts';
import { refusals } from '../../../tests/world/campaigns.ts';
import { commit, decideByRank, open, publishedWorld, resultsHash } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { findPublication } from '../queries/publications.server.ts';
import { readGallery } from '../queries/gallery.server.ts';
import { readMinutes } from '../queries/minutes.server.ts';
import { decidePrize } from './decide-prize.server.ts';
import { eraseAccount } from './erase-account.server.ts';
import { awardPrizes, publishResults } from './publish-results.server.ts';

const publish = async (w: ResultsWorld, as: Actor = w.publisher, hash?: string) => publishResults(w.ports, as, { contest: w.contest.id, hash: hash ?? (await resultsHash(w)), minutes: 'Ban giám khảo thống nhất.' });

describe('publishing', () => {
  it('asks for every step before it, one clear sentence each', async () => {
    await using w = await resultsWorld();
    expect(refusals(await publish(w))).toContain('mã cam kết trước');
    await commit(w);
    expect(refusals(await publish(w))).toContain('Danh tính còn đóng');
    await open(w);
    expect(refusals(await publish(w))).toContain(`${w.entries[0]?.number}, ${w.entries[1]?.number}`);
    await decideByRank(w);
    expect(refusals(await publish(w, w.publisher, '0'.repeat(64)))).toContain('đã đổi');
    expect(await findPublication(w.db, w.contest.id)).toBeUndefined();
    expect(await publish(w)).toEqual({ ok: true });
    expect(refusals(await publish(w))).toContain('đã công bố');
  });

  it('is done by somebody who decided nothing: the command says so, the database holds it', async () => {
    await using w = await resultsWorld();
    await commit(w);
    await open(w);
    const both = await makePerson(w.db, { grants: ['CONTEST_ORGANISER', 'CONTEST_APPROVER'].map((role) => ({ role: role as 'CONTEST_ORGANISER', scope: 'ALL', unitId: null })) });
    await decidePrize(w.ports, both, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', verdict: { kind: 'PRIZE', prize: w.contest.prizes[0] ?? '' }, reason: '', was: '' });
    await decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[1]?.id ?? '', verdict: { kind: 'PRIZE', prize: w.contest.prizes[1] ?? '' }, reason: '', was: '' });
    // A decision taken back was a decision all the same.
    await w.db.updateTable('contest_decision').set({ decided_by: w.organiser.id }).where('decided_by', '=', both.id).execute();
    await w.db.insertInto('contest_decision').values({ id: 'taken-back', contest_id: w.contest.id, entry_id: w.entries[0]?.id ?? '', prize_id: null, reason: '', decided_by: both.id, decided_at: '2026-11-23T00:00:00.000Z', revoked_at: '2026-11-23T00:30:00.000Z' }).execute();
    expect(refusals(await publish(w, both))).toContain('Người đã quyết định giải không công bố');
    await expect(w.db.insertInto('contest_publication').values({ contest_id: w.contest.id, version: 1, standing: '[]', standing_hash: '', minutes: '', published_by: both.id, published_at: '2026-11-23T01:00:00.000Z' }).execute()).rejects.toThrow('whoever decided does not publish');
    await expect(publish(w, w.organiser)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await publish(w)).toEqual({ ok: true });
  });

  it('is not done by an entrant of the contest', async () => {
    await using w = await resultsWorld();
    await w.db.updateTable('entry').set({ owner_id: w.publisher.id }).where('id', '=', w.entries[3]?.id ?? '').execute();
    expect(refusals(await publish(w))).toContain('có bài trong cuộc thi');
  });

  it('freezes the standing with its prizes under a hash that anybody can compute', async () => {
    await using w = await publishedWorld();
    const stored = await w.db.selectFrom('contest_publication').select(['standing', 'standing_hash']).executeTakeFirstOrThrow();
    expect(sha256(stored.standing)).toBe(stored.standing_hash);
    const { standing } = (await findPublication(w.db, w.contest.id)) ?? { standing: [] };
    expect(standing.map(({ number, rank, prizeTitle }) => [number, rank, prizeTitle])).toEqual([[w.entries[0]?.number, 1, 'Giải nhất'], [w.entries[1]?.number, 2, 'Giải nhì'], [w.entries[2]?.number, 3, null], [w.entries[3]?.number, 4, null]]);
  });

  it('keeps the names under which it was won: gallery and minutes do not follow the profile, but an erasure', async () => {
    await using w = await publishedWorld();
    const winner = w.entries[0] ?? { id: '', number: '', owner: w.auditor };
    await w.db.insertInto('gallery_consent').values({ entry_id: winner.id, given_by: winner.owner.id, given_at: '2026-11-23T01:00:00.000Z' }).execute();
    const shown = async () => [(await readGallery(w.db, w.contest.id))?.winners[0]?.shown?.by, (await readMinutes(w.db, w.organiser, w.contest.id)).decisions[0]?.name.split(' – ').at(-1)];
    const before = await shown();
    expect(before).toEqual([expect.stringMatching(/./), before[0]]);
    await w.db.updateTable('contestant').set({ kind: 'ORGANISATION', legal_name: 'Tên khác hẳn' }).where('user_id', '=', winner.owner.id).execute();
    await w.db.updateTable('user_account').set({ full_name: 'Tên khác hẳn' }).where('id', '=', winner.owner.id).execute();
    expect(await shown()).toEqual(before);
    await w.db.updateTable('contest').set({ closed_at: '2026-11-23T01:00:00.000Z' }).execute();
    expect(await eraseAccount(w.ports, winner.owner)).toEqual({ ok: true });
    const { names, standing, standing_hash } = await w.db.selectFrom('contest_publication').selectAll().executeTakeFirstOrThrow();
    expect(names).not.toContain(before[0]);
    expect(sha256(standing)).toBe(standing_hash);
  });

  it('tells everybody who stands behind an entry once, and no member who is gone', async () => {
    await using w = await resultsWorld();
    const [stays, gone, invited] = [await makePerson(w.db), await makePerson(w.db), await makePerson(w.db)];
    const member = (id: string, user: Actor, changes: object) => ({ id, entry_id: w.entries[0]?.id ?? '', user_id: user.id, email: `${id}@vi-du.invalid`, full_name: 'Thành viên', invited_at: '2026-11-01T00:00:00.000Z', ...changes });
    await w.db.insertInto('entry_member').values(member('a', stays, { accepted_at: '2026-11-02T00:00:00.000Z' })).execute();
    await w.db.insertInto('entry_member').values(member('b', gone, { accepted_at: '2026-11-02T00:00:00.000Z', removed_at: '2026-11-03T00:00:00.000Z' })).execute();
    await w.db.insertInto('entry_member').values(member('c', invited, {})).execute();
    await commit(w);
    await open(w);
    await decideByRank(w);
    expect(await publish(w)).toEqual({ ok: true });
    const told = (await w.db.selectFrom('message_recipient').select('user_id').execute()).map((row) => row.user_id);
    expect(told.toSorted()).toEqual([...w.entries.map(({ owner }) => owner.id), stays.id].toSorted());
    const messages = await w.db.selectFrom('message').select('content').execute();
    expect(messages).toHaveLength(4);
    for (const { content } of messages) expect(content).not.toContain('Giám khảo');
  });

  it('survives a title that looks like a template', async () => {
    await using w = await publishedWorld({ title: '{{ten}} {0} <b>"Sáng kiến"</b>' });
    const [one] = await w.db.selectFrom('message_recipient').select('variables').execute();
    expect(JSON.parse(one?.variables ?? '')).toEqual({ cuoc_thi: '{{ten}} {0} <b>"Sáng kiến"</b>' });
  });
});

describe('awarding', () => {
  it('is the third deed, recorded once', async () => {
    await using w = await resultsWorld();
    expect(refusals(await awardPrizes(w.ports, w.organiser, w.contest.id))).toContain('chưa công bố');
    await using published = await publishedWorld();
    await expect(awardPrizes(published.ports, published.auditor, published.contest.id)).rejects.toMatchObject({ kind: 'forbidden' });
    published.clock.pass({ days: 3 });
    expect(await awardPrizes(published.ports, published.organiser, published.contest.id)).toEqual({ ok: true });
    expect(refusals(await awardPrizes(published.ports, published.publisher, published.contest.id))).toContain('trước đó');
    expect((await findPublication(published.db, published.contest.id))?.awardedAt).toBe('2026-11-26T01:00:00.000Z');
    expect((await published.db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action)).toEqual(['contest.commit', 'contest.unblind', 'contest.decide', 'contest.decide', 'contest.publish-results', 'contest.award']);
  });
});
