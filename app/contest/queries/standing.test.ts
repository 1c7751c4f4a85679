import { describe, expect, it } from 'vitest';
import { commit, hashNow, open } from '../../../tests/world/contest-published.ts';
import { judgedRound, resultsWorld } from '../../../tests/world/contest-results.ts';
import { findRound, getContestHead, listRounds } from './contest-round.server.ts';
import { readStanding } from './standing.server.ts';
import { readVerification } from './verification.server.ts';

const standingOf = async (w: Awaited<ReturnType<typeof resultsWorld>>) => readStanding(w.db, await getContestHead(w.db, w.contest.id));

describe('the round that counts', () => {
  it('is the final when there is one, and then the first says nothing any more', async () => {
    await using w = await resultsWorld();
    await commit(w);
    const [first, second] = w.entries;
    if (!first || !second) throw new Error('no entries');
    await judgedRound(w.db, w.contest, w.organiser, [[6, 7], [9, 10]], [3], 'FINAL', [first, second]);
    expect(await standingOf(w)).toMatchObject({ state: 'WAITING', round: { kind: 'FINAL', locked: 3, assigned: 4 } });
    await w.db.updateTable('score_sheet').set({ locked_at: '2026-11-22T05:00:00.000Z' }).where('locked_at', 'is', null).execute();
    const view = await standingOf(w);
    if (view.state !== 'READY') throw new Error(view.state);
    expect(view.standing.lines.map(({ entry, rank }) => [entry, rank])).toEqual([[second.id, 1], [first.id, 2]]);
    expect(view.isOpen).toBe(false);
  });

  it('has a commitment of its own; both are public, and opening opens what is committed', async () => {
    await using w = await resultsWorld();
    await commit(w);
    const before = await hashNow(w);
    const [first, second] = w.entries;
    if (!first || !second) throw new Error('no entries');
    await judgedRound(w.db, w.contest, w.organiser, [[6, 7], [9, 10]], [], 'FINAL', [first, second]);
    expect(await hashNow(w)).not.toBe(before);
    await commit(w);
    await open(w);
    expect((await readVerification(w.db, w.contest.slug)).rounds.map(({ kind, unblindedAt }) => [kind, unblindedAt !== null])).toEqual([['PRELIMINARY', true], ['FINAL', true]]);
    expect((await listRounds(w.db, w.contest.id)).map(({ kind, assigned }) => [kind, assigned])).toEqual([['PRELIMINARY', 12], ['FINAL', 4]]);
  });
});

describe('what counts', () => {
  it('leaves out reviews that were released, and no locked sheet can leave', async () => {
    await using w = await resultsWorld({ unlocked: [0] });
    expect((await standingOf(w)).state).toBe('WAITING');
    await w.db.updateTable('review_assignment').set({ released_at: '2026-11-22T06:00:00.000Z', released_reason: 'Bận' }).where('entry_id', '=', w.entries[0]?.id ?? '').where('judge_id', '=', w.judges[0]?.id ?? '').execute();
    const view = await standingOf(w);
    if (view.state !== 'READY') throw new Error(view.state);
    expect(view.standing.lines.find(({ entry }) => entry === w.entries[0]?.id)?.sheets).toBe(2);
    await expect(w.db.updateTable('review_assignment').set({ released_at: '2026-11-22T06:00:00.000Z' }).execute()).rejects.toThrow('a review with a locked sheet does not change');
  });

  it('gives no place to what was withdrawn or erased', async () => {
    await using w = await resultsWorld();
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T06:00:00.000Z' }).where('id', '=', w.entries[0]?.id ?? '').execute();
    await w.db.updateTable('entry').set({ erased_at: '2026-11-22T06:00:00.000Z' }).where('id', '=', w.entries[1]?.id ?? '').execute();
    const view = await standingOf(w);
    if (view.state !== 'READY') throw new Error(view.state);
    expect(view.standing.lines.map(({ entry, rank }) => [entry, rank])).toEqual([[w.entries[2]?.id, 1], [w.entries[3]?.id, 2]]);
    expect(view.unscored).toEqual([]);
  });

  it.each(['ADDITIVE', 'RAW_MEAN'] as const)('is computed by the method of the contest: %s', async (scoringMethod) => {
    await using w = await resultsWorld({ scoringMethod });
    const view = await standingOf(w);
    expect(view.state === 'READY' && view.standing.method).toBe(scoringMethod);
  });

  it('names entries at once where a contest never was blind', async () => {
    await using w = await resultsWorld({ blind: false });
    const view = await standingOf(w);
    expect(view.state === 'READY' && Object.values(view.entries).map(({ owner }) => owner)).toContain('Tác Giả Số 1');
    expect((await findRound(w.db, w.contest.id))?.unblindedAt).toBeNull();
  });
});
