import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPairwise, type Duel } from './bradley-terry.ts';
import { finalistsOf, withFinal } from './final.ts';
import { judgesPerPair, planDuels } from './plan-duels.ts';
import type { Standing } from './standing.ts';

const ranked = (ranks: readonly number[]) => ranks.map((rank, at) => ({ entry: `e${String(at).padStart(2, '0')}`, rank }));
const range = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const standing = (ranks: readonly number[], cut: number | null = 50): Standing => ({ method: 'ADDITIVE', cut, judges: [], lines: ranked(ranks).map((line) => ({ ...line, score: 50, se: 1, low: 48, high: 52, sheets: 3, means: {}, crossesCut: true })) });
const chain = (ids: readonly string[]): Duel[] => ids.flatMap((a, at) => ids.slice(at + 1).map((b): Duel => ({ a, b, winner: 'a' })));

describe('finalists', () => {
  it.each<[string, number[], number, number | null]>([
    ['the first so many', range(20), 8, 8],
    ['all where there are fewer', range(9), 15, 9],
    ['whoever shares the last place', [...range(7), 8, 8, 8, 11, 12], 8, 10],
    ['nobody where a tie makes too many', Array.from({ length: 16 }, () => 1), 8, null],
    ['exactly fifteen that are tied', Array.from({ length: 15 }, () => 1), 8, 15],
    ['nobody where too few have a place', range(7), 8, null],
    ['nobody of nobody', [], 8, null],
  ])('are %s', (_what, ranks, wanted, count) => {
    expect(finalistsOf(ranked(ranks), wanted)?.length ?? null).toBe(count);
  });

  it('leave nobody out who stands as high as one of them', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 8, maxLength: 30 }), fc.integer({ min: 8, max: 15 }), (drawn, wanted) => {
      const sorted = drawn.toSorted((a, b) => a - b);
      const lines = ranked(sorted.map((value) => sorted.indexOf(value) + 1));
      const through = finalistsOf(lines, wanted);
      if (!through) return;
      const worst = Math.max(...lines.filter(({ entry }) => through.includes(entry)).map(({ rank }) => rank));
      expect(lines.filter(({ rank }) => rank <= worst).length).toBe(through.length);
      expect(through.length).toBeGreaterThanOrEqual(8);
      expect(through.length).toBeLessThanOrEqual(15);
    }), { numRuns: 100 });
  });
});

describe('the standing after a final', () => {
  const ids = ranked(range(8)).map(({ entry }) => entry);

  it('turns round whom the pairs turn round, and nobody else', () => {
    const { lines, cut } = withFinal(standing(range(10)), fitPairwise(ids, chain(ids.toReversed())), 3);
    expect(lines.map(({ entry, rank }) => `${entry} ${rank}`)).toEqual([...ids.toReversed().map((id, at) => `${id} ${at + 1}`), 'e08 9', 'e09 10']);
    expect([cut, lines.some(({ crossesCut }) => crossesCut)]).toEqual([null, false]);
  });

  it('keeps the border where it lies below the finalists', () => {
    const { lines, cut } = withFinal(standing(range(12)), fitPairwise(ids, chain(ids)), 9);
    expect([cut, lines.map(({ crossesCut }) => crossesCut)]).toEqual([50, [...ids.map(() => false), true, true, true, true]]);
  });

  it('lets the place before decide where strengths are equal, and shares what is still equal', () => {
    const draws = ids.flatMap((a, at) => ids.slice(at + 1).map((b): Duel => ({ a, b, winner: 'draw' })));
    expect(withFinal(standing([1, 2, 2, 4, 5, 6, 7, 8]), fitPairwise(ids, draws), 3).lines.map(({ rank }) => rank)).toEqual([1, 2, 2, 4, 5, 6, 7, 8]);
    expect(withFinal(standing(ids.map(() => 1)), fitPairwise(ids, draws), 3).lines.map(({ rank }) => rank)).toEqual(ids.map(() => 1));
  });

  it('is a standing whatever the pairs say: everybody once, ranks like 1, 2, 2, 4, strengths never rising', () => {
    const duel = fc.record({ a: fc.integer({ min: 0, max: 7 }), b: fc.integer({ min: 0, max: 7 }), winner: fc.constantFrom('a' as const, 'b' as const, 'draw' as const) }).filter(({ a, b }) => a !== b);
    fc.assert(fc.property(fc.array(duel, { maxLength: 40 }), (drawn) => {
      const { lines } = withFinal(standing(range(10)), fitPairwise(ids, drawn.map(({ a, b, winner }) => ({ a: ids[a] ?? '', b: ids[b] ?? '', winner }))), 3);
      expect(new Set(lines.map(({ entry }) => entry)).size).toBe(10);
      for (const [at, line] of lines.entries()) {
        expect(line.rank === at + 1 || line.rank === lines[at - 1]?.rank).toBe(true);
        const before = lines[at - 1]?.duels;
        if (before && line.duels) expect(Math.round(before.strength * 100)).toBeGreaterThanOrEqual(Math.round(line.duels.strength * 100));
        if (line.duels?.se !== undefined && line.duels.se !== null) expect(Number.isFinite(line.duels.se)).toBe(true);
      }
    }), { numRuns: 40 });
  });
});

describe('a plan of pairs', () => {
  const judges = ['j1', 'j2', 'j3', 'j4', 'j5'];
  const entries = ranked(range(9)).map(({ entry }) => entry);

  it('gives every pair to three judges, nobody twice, as evenly as can be, by its seed alone', () => {
    const { duels, without } = planDuels({ entries, judges, conflicts: [], seed: 4 });
    expect([duels.length, without]).toEqual([36 * judgesPerPair, []]);
    expect(new Set(duels.map(({ judge, a, b }) => [judge, ...[a, b].toSorted()].join())).size).toBe(duels.length);
    const loads = judges.map((judge) => duels.filter((duel) => duel.judge === judge).length);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    expect(planDuels({ entries, judges, conflicts: [], seed: 4 }).duels).toEqual(duels);
    expect(planDuels({ entries, judges, conflicts: [], seed: 5 }).duels).not.toEqual(duels);
    // No side is a habit: an entry stands on the left about as often as on the right.
    expect(duels.filter(({ a, b }) => a < b).length).toBeGreaterThan(30);
    expect(duels.filter(({ a, b }) => a > b).length).toBeGreaterThan(30);
  });

  it('never gives a pair to somebody with a tie, and names exactly the pairs that nobody may compare', () => {
    const conflict = fc.record({ judgeId: fc.constantFrom(...judges), entryId: fc.constantFrom(...entries) });
    fc.assert(fc.property(fc.array(conflict, { maxLength: 30 }), fc.integer({ min: 0, max: 1000 }), (conflicts, seed) => {
      const { duels, without } = planDuels({ entries, judges, conflicts, seed });
      const tied = (judge: string, entry: string) => conflicts.some(({ judgeId, entryId }) => judgeId === judge && entryId === entry);
      for (const { judge, a, b } of duels) expect(tied(judge, a) || tied(judge, b)).toBe(false);
      for (const [a, b] of without) expect(judges.every((judge) => tied(judge, a) || tied(judge, b))).toBe(true);
      expect(new Set(duels.map(({ a, b }) => [a, b].toSorted().join())).size + without.length).toBe(36);
    }), { numRuns: 40 });
  });

  it('of one judge gives her every pair once; of none, none', () => {
    expect(planDuels({ entries, judges: ['j1'], conflicts: [], seed: 1 }).duels).toHaveLength(36);
    expect(planDuels({ entries, judges: [], conflicts: [], seed: 1 })).toMatchObject({ duels: [], without: { length: 36 } });
  });
});
