import { describe, expect, it } from 'vitest';
import { entryNeeds, groupAround, mostExtra, proposeJudges, type FreeJudge } from './extra-review.ts';

const needsOf = (entries: Record<string, readonly string[]>, how: { wanted?: number; nearCut?: readonly string[] } = {}) =>
  Object.fromEntries(entryNeeds(Object.entries(entries).map(([entryId, judges]) => ({ entryId, judges })), { wanted: how.wanted ?? 3, nearCut: new Set(how.nearCut) }).map(({ entryId, needs }) => [entryId, needs]));
const judge = (id: string, load: number, traits: Partial<FreeJudge> = {}): FreeJudge => ({ id, load, maxReviews: 9, tracks: [], ...traits });

describe('what an entry lacks', () => {
  it('is a judge when fewer than promised are left, also when none is', () => {
    expect(needsOf({ full: ['a', 'b', 'c'], short: ['a', 'b'], bare: [] })).toEqual({ full: [], short: ['SHORT'], bare: ['SHORT'] });
  });

  it('is a link when its judges share no entry with the largest group', () => {
    expect(needsOf({ one: ['a', 'b', 'c'], two: ['c', 'd', 'e'], apart: ['x', 'y', 'z'] })).toEqual({ one: [], two: [], apart: ['UNLINKED'] });
    expect(needsOf({ one: ['a', 'b', 'c'], two: ['c', 'x', 'y'], three: ['x', 'y', 'z'] })).toEqual({ one: [], two: [], three: [] });
  });

  it('is a further look near the border, but not without end', () => {
    const judges = ['a', 'b', 'c', 'd', 'e'];
    expect(needsOf({ near: judges.slice(0, 3), far: judges.slice(0, 3) }, { nearCut: ['near'] })).toEqual({ near: ['CUT'], far: [] });
    expect(needsOf({ near: judges.slice(0, 3 + mostExtra) }, { nearCut: ['near'] })).toEqual({ near: [] });
  });
});

describe('who is proposed', () => {
  const entry = { trackId: 't', needs: ['SHORT'] as const };
  const order = (free: readonly FreeJudge[], of: Parameters<typeof proposeJudges>[0] = entry, own: readonly string[] = []) => proposeJudges(of, free, new Set(own)).map(({ id }) => id);

  it('is the least busy one, then whoever likes the track, then whoever has no wish', () => {
    expect(order([judge('busy', 5, { tracks: ['t'] }), judge('stranger', 2, { tracks: ['u'] }), judge('open', 2), judge('fan', 2, { tracks: ['t'] })])).toEqual(['fan', 'open', 'stranger', 'busy']);
  });

  it('is nobody who is full', () => {
    expect(order([judge('full', 9), judge('over', 10), judge('free', 8)])).toEqual(['free']);
  });

  it('comes from another group where a link is missing, however busy', () => {
    expect(order([judge('own', 0), judge('other', 7)], { trackId: null, needs: ['UNLINKED'] }, ['own'])).toEqual(['other', 'own']);
    expect(order([judge('own', 0), judge('other', 7)], entry, ['own'])).toEqual(['own', 'other']);
  });

  it('finds the whole group of an entry, over any number of entries', () => {
    const entries = [{ entryId: '1', judges: ['a', 'b'] }, { entryId: '2', judges: ['c', 'd'] }, { entryId: '3', judges: ['b', 'c'] }, { entryId: '4', judges: ['x'] }];
    expect([...groupAround(entries[0] ?? { entryId: '', judges: [] }, entries)].toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });
});
