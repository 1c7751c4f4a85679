import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCommunes, isSafeTotal, type CommuneCount } from './commune-comparison.ts';
import { differenceOf, shareOf } from './interval.ts';

type Counts = [asked: number, right: number] | null;
/** Communes, each with whether a broadcast had been there and its counts before and after. */
const communes = (list: [wasReached: boolean, before: Counts, after: Counts][]): CommuneCount[] =>
  list.flatMap(([wasReached, ...phases], at) => phases.flatMap((counts, index) => (counts ? [{ unitId: `xa-${at}`, phase: index === 0 ? 'BEFORE' : 'AFTER', asked: counts[0], right: counts[1], wasReached: phases[1] ? wasReached : null }] : [])));

describe('communes with broadcasts and without', () => {
  it('are compared by the sums of both groups, with the bounds of two shares', () => {
    const found = compareCommunes(communes([[true, [40, 20], [40, 32]], [true, [60, 30], [60, 42]], [false, [50, 24], [50, 26]]]));
    expect(found?.reached).toEqual({ communes: 2, before: shareOf(50, 100), after: shareOf(74, 100) });
    expect(found?.open).toEqual({ communes: 1, before: shareOf(24, 50), after: shareOf(26, 50) });
    expect(found?.difference).toEqual(differenceOf(shareOf(26, 50), shareOf(74, 100)));
    expect(found?.difference.difference).toBeCloseTo(0.22, 9);
    // 24 points more in the one group, 4 in the other.
    expect(found?.change?.difference).toBeCloseTo(0.2, 9);
  });

  it('have no change where one of them was not asked before, and the difference all the same', () => {
    const found = compareCommunes(communes([[true, [40, 20], [40, 32]], [true, null, [60, 42]], [false, [50, 24], [50, 26]]]));
    expect([found?.reached.before, found?.open.before, found?.change]).toEqual([null, shareOf(24, 50), null]);
    expect(found?.difference.difference).toBeCloseTo(0.22, 9);
  });

  it.each<[string, [boolean, Counts, Counts][]]>([
    ['all are reached', [[true, [40, 20], [40, 30]], [true, [40, 20], [40, 30]]]],
    ['none is reached', [[false, [40, 20], [40, 30]]]],
    ['the others were asked before only', [[true, [40, 20], [40, 30]], [false, [40, 20], null]]],
    ['nobody was asked', []],
    ['one group is smaller than ten people', [[true, [40, 20], [40, 30]], [false, null, [9, 4]]]],
    ['a small commune could be told by subtraction', [[true, [40, 20], [40, 30]], [false, [40, 20], [40, 22]], [false, [9, 4], [12, 6]]]],
  ])('are not compared when %s', (_what, list) => expect(compareCommunes(communes(list))).toBeNull());

  it('are compared when two small ones hide each other', () => {
    expect(compareCommunes(communes([[true, null, [40, 30]], [false, null, [40, 20]], [false, null, [6, 3]], [false, null, [7, 3]]]))?.open).toEqual({ communes: 3, before: null, after: shareOf(26, 53) });
  });

  it('never give a commune of fewer than ten away by any of the sums that are shown', () => {
    const counts = fc.integer({ min: 1, max: 30 }).chain((asked) => fc.tuple(fc.constant(asked), fc.integer({ min: 0, max: asked })));
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.option(counts), counts), { maxLength: 8 }), (list) => {
      const rows = communes(list as [boolean, Counts, Counts][]);
      const found = compareCommunes(rows);
      if (!found) return;
      for (const wasReached of [true, false]) {
        const group = rows.filter((row) => row.wasReached === wasReached && row.phase === 'AFTER');
        const shownApart = new Set(rows.filter(({ unitId }) => rows.every((row) => row.unitId !== unitId || row.asked >= 10)).map(({ unitId }) => unitId));
        const rest = group.filter(({ unitId }) => !shownApart.has(unitId));
        const sum = rest.reduce((total, { asked }) => total + asked, 0);
        expect(rest.length === 0 || (rest.length > 1 && sum >= 10)).toBe(true);
      }
      for (const { difference, low, high } of [found.difference, ...(found.change ? [found.change] : [])]) expect(low <= difference && difference <= high).toBe(true);
    }));
  });
});

it('a total of nothing is safe', () => expect(isSafeTotal([])).toBe(true));
