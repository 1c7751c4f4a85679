import { describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { commit, decideByRank, open, publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { listDecisions } from '../queries/decisions.server.ts';
import { decidePrize, type Deciding } from './decide-prize.server.ts';

const decide = (w: ResultsWorld, at: number, changes: Partial<Deciding> = {}) => decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[at]?.id ?? '', verdict: { kind: 'PRIZE', prize: w.contest.prizes[at] ?? '' }, reason: '', was: '', ...changes });
const prize = (w: ResultsWorld, at: number) => ({ kind: 'PRIZE' as const, prize: w.contest.prizes[at] ?? '' });
async function ready(): Promise<ResultsWorld> {
  const w = await resultsWorld();
  await commit(w);
  return w;
}
const why = 'Hội đồng thống nhất sau thảo luận.';

describe('a decision', () => {
  it('waits for the commitment', async () => {
    await using w = await resultsWorld();
    expect(refusals(await decide(w, 0))).toContain('mã cam kết trước');
    expect(await listDecisions(w.db, w.contest.id)).toEqual([]);
  });

  it('may be made while identities are closed, and needs no word when it follows the ranking', async () => {
    await using w = await ready();
    expect(await decide(w, 0)).toEqual({ ok: true });
    expect(await listDecisions(w.db, w.contest.id)).toMatchObject([{ entry: w.entries[0]?.id, prize: w.contest.prizes[0], reason: '', decider: 'Kiều Văn Phấn' }]);
    expect((await w.db.selectFrom('audit_event').select(['action', 'details']).orderBy('seq', 'desc').executeTakeFirstOrThrow())).toMatchObject({ action: 'contest.decide', details: expect.stringContaining('Giải nhất') });
  });

  it.each<[string, number, (w: ResultsWorld) => Deciding['verdict']]>([
    ['a higher prize than the rank gives', 1, (w) => prize(w, 0)],
    ['a prize for a rank without one', 3, (w) => prize(w, 1)],
    ['none for the first', 0, () => ({ kind: 'NONE' })],
    ['a prize beside the ranking', 3, (w) => prize(w, 2)],
  ])('for %s needs a reason', async (_what, at, verdict) => {
    await using w = await ready();
    expect(refusals(await decide(w, at, { verdict: verdict(w), reason: 'ngắn' }))).toMatch(/^reason: /);
    expect(await decide(w, at, { verdict: verdict(w), reason: why })).toEqual({ ok: true });
  });

  it('never gives more prizes than there are, nor one of another contest', async () => {
    await using w = await ready();
    await decide(w, 0);
    expect(refusals(await decide(w, 1, { verdict: prize(w, 0), reason: why }))).toContain('chỉ có 1');
    expect(refusals(await decide(w, 1, { verdict: { kind: 'PRIZE', prize: 'of-another' }, reason: why }))).toMatch(/^verdict: /);
    expect(await listDecisions(w.db, w.contest.id)).toHaveLength(1);
  });

  it('is changed only by whoever has seen the one before; that one stays in the books', async () => {
    await using w = await ready();
    await decide(w, 0);
    expect(refusals(await decide(w, 0))).toContain('quyết định ở nơi khác');
    const [first] = await listDecisions(w.db, w.contest.id);
    expect(await decide(w, 0, { was: first?.id ?? '', verdict: { kind: 'NONE' }, reason: why })).toEqual({ ok: true });
    expect(await w.db.selectFrom('contest_decision').select(['prize_id', 'revoked_at']).orderBy('decided_at').orderBy('id').execute()).toEqual([{ prize_id: w.contest.prizes[0], revoked_at: '2026-11-23T01:00:00.000Z' }, { prize_id: null, revoked_at: null }]);
  });

  it('can be taken back, which frees the prize', async () => {
    await using w = await ready();
    await decide(w, 0);
    const [first] = await listDecisions(w.db, w.contest.id);
    expect(await decide(w, 0, { was: first?.id ?? '', verdict: { kind: 'OPEN' } })).toEqual({ ok: true });
    expect(await listDecisions(w.db, w.contest.id)).toEqual([]);
    expect(await decide(w, 1, { verdict: prize(w, 0), reason: why })).toEqual({ ok: true });
  });

  it('is about entries that have a place in this contest', async () => {
    await using w = await ready();
    await expect(decide(w, 0, { entry: 'khong-co' })).rejects.toMatchObject({ kind: 'not-found' });
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-23T00:00:00.000Z' }).where('id', '=', w.entries[0]?.id ?? '').execute();
    await expect(decide(w, 0)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(decidePrize(w.ports, w.organiser, { contest: 'khong-co', entry: '', verdict: { kind: 'NONE' }, reason: '', was: '' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is never made by somebody who stands behind the entry', async () => {
    await using w = await ready();
    await w.db.insertInto('entry_member').values({ id: 'm', entry_id: w.entries[0]?.id ?? '', user_id: w.organiser.id, email: 'm@vi-du.invalid', full_name: 'Thành Viên', invited_at: '2026-11-01T00:00:00.000Z', accepted_at: '2026-11-02T00:00:00.000Z' }).execute();
    expect(refusals(await decide(w, 0))).toContain('người khác phải quyết định');
    expect(await decide(w, 1)).toEqual({ ok: true });
  });

  it('belongs to organisers, and to nobody once the results are public', async () => {
    await using w = await ready();
    for (const other of [w.publisher, w.auditor]) await expect(decidePrize(w.ports, other, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', verdict: { kind: 'NONE' }, reason: '', was: '' })).rejects.toMatchObject({ kind: 'forbidden' });
    await using published = await publishedWorld();
    const [first] = await listDecisions(published.db, published.contest.id);
    expect(refusals(await decide(published, 0, { was: first?.id ?? '', verdict: { kind: 'OPEN' } }))).toContain('đã công bố');
  });

  it('takes hostile words as words', async () => {
    await using w = await ready();
    await open(w);
    const words = `'); drop table contest_decision; -- <script>alert(1)</script> ế 🏆`;
    expect(await decide(w, 3, { verdict: prize(w, 2), reason: words })).toEqual({ ok: true });
    await decideByRank(w);
    expect((await listDecisions(w.db, w.contest.id)).map(({ reason }) => reason)).toContain(words);
  });
});
