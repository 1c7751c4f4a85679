import { describe, expect, it } from 'vitest';
import { resultsWorld } from '../../../tests/world/contest-results.ts';
import { findRound, getContestHead } from './contest-round.server.ts';
import { readStanding } from './standing.server.ts';

const standingOf = async (w: Awaited<ReturnType<typeof resultsWorld>>) => readStanding(w.db, await getContestHead(w.db, w.contest.id));

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
