import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPairwise, type Duel } from './bradley-terry.ts';
import { kendallTau } from './rank-agreement.ts';
import { seededRandom, shuffled } from './seeded-random.ts';

const won = (a: string, b: string, times: number): Duel[] => Array.from({ length: times }, () => ({ a, b, winner: 'a' }));

describe('the pairwise final', () => {
  it('knows the odds of two: three wins to one are strengths of three to one', () => {
    const { ranking, isDetermined } = fitPairwise(['x', 'y'], [...won('x', 'y', 3), ...won('y', 'x', 1)]);
    expect(isDetermined).toBe(true);
    expect(ranking.map(({ id }) => id)).toEqual(['x', 'y']);
    expect((ranking[0]?.strength ?? 0) - (ranking[1]?.strength ?? 0)).toBeCloseTo(Math.log(3), 6);
    // Information of the difference is n p q = 4 · 3/4 · 1/4; each of two strengths that sum to zero is half the difference.
    expect(ranking[0]?.standardError).toBeCloseTo(Math.sqrt(1 / 0.75) / 2, 6);
  });

  it('takes a draw for half a win each, and the side on which somebody is named for nothing', () => {
    const drawn = fitPairwise(['x', 'y'], [{ a: 'x', b: 'y', winner: 'draw' }]);
    expect(drawn.ranking.map(({ strength }) => Math.abs(strength))).toEqual([0, 0]);
    const one = fitPairwise(['x', 'y', 'z'], [...won('x', 'y', 2), ...won('y', 'z', 2), ...won('z', 'x', 1)]);
    const other = fitPairwise(['z', 'y', 'x'], [...won('x', 'y', 2), ...won('y', 'z', 2), ...won('z', 'x', 1)].map(({ a, b }) => ({ a: b, b: a, winner: 'b' as const })));
    expect(other.ranking.map(({ id }) => id)).toEqual(one.ranking.map(({ id }) => id));
  });

  it('says when wins and losses alone do not settle it, and stays finite', () => {
    const { ranking, isDetermined } = fitPairwise(['x', 'y', 'z'], [...won('x', 'y', 2), ...won('y', 'z', 2)]);
    expect([isDetermined, ranking.map(({ id }) => id)]).toEqual([false, ['x', 'y', 'z']]);
    for (const { strength, standardError } of ranking) expect([Number.isFinite(strength), standardError > 0]).toEqual([true, true]);
    expect(fitPairwise(['x', 'y'], [])).toMatchObject({ isDetermined: false });
    expect([fitPairwise([], []).ranking, fitPairwise(['x'], []).ranking.length]).toEqual([[], 1]);
  });

  it('is a stationary point: everybody wins as often as the strengths foretell', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 3, max: 9 }), (seed, size) => {
      const random = seededRandom(seed);
      const ids = Array.from({ length: size }, (_, at) => `f${at}`);
      const duels = ids.flatMap((a, one) => ids.slice(one + 1).flatMap((b) => Array.from({ length: 4 }, (): Duel => ({ a, b, winner: random() < 0.5 ? 'a' : 'b' }))));
      const { ranking, isDetermined } = fitPairwise(ids, duels);
      if (!isDetermined) return;
      const strength = new Map(ranking.map((own) => [own.id, Math.exp(own.strength)]));
      for (const id of ids) {
        const own = duels.filter(({ a, b }) => a === id || b === id);
        const wins = own.filter(({ a, winner }) => (winner === 'a') === (a === id)).length;
        const foretold = own.reduce((sum, { a, b }) => sum + (strength.get(id) ?? 0) / ((strength.get(a) ?? 0) + (strength.get(b) ?? 0)), 0);
        expect(foretold).toBeCloseTo(wins, 5);
      }
      expect(ranking.reduce((sum, own) => sum + own.strength, 0)).toBeCloseTo(0, 6);
    }), { numRuns: 40 });
  });

  it('finds the order of a dozen finalists back', () => {
    const random = seededRandom(3);
    const truth = Array.from({ length: 12 }, (_, at) => ({ id: `f${at}`, strength: at * 0.4 }));
    const duels = Array.from({ length: 10 }).flatMap(() => truth.flatMap((a, at) => truth.slice(at + 1).map((b): Duel => ({ a: a.id, b: b.id, winner: random() < 1 / (1 + Math.exp(b.strength - a.strength)) ? 'a' : 'b' }))));
    const found = new Map(fitPairwise(shuffled(truth.map(({ id }) => id), random), duels).ranking.map((own) => [own.id, own.strength]));
    expect(kendallTau(truth.map((own) => own.strength), truth.map((own) => found.get(own.id) ?? 0))).toBeGreaterThan(0.85);
  });

  it.each([[[{ a: 'x', b: 'x', winner: 'a' as const }]], [[{ a: 'x', b: 'nobody', winner: 'b' as const }]]])('refuses duels that are none: %j', (duels) => {
    expect(() => fitPairwise(['x', 'y'], duels)).toThrow(RangeError);
  });
});

describe('agreement of orders', () => {
  it('runs from one to minus one, and is nothing where there is no order', () => {
    expect([kendallTau([1, 2, 3], [2, 4, 9]), kendallTau([1, 2, 3], [3, 2, 1]), kendallTau([1, 1], [1, 2]), kendallTau([], [])]).toEqual([1, -1, 0, 0]);
    expect(kendallTau([1, 2, 3, 4], [1, 2, 4, 3])).toBeCloseTo(4 / 6);
    expect(kendallTau([1, 1, 2], [1, 2, 3])).toBeCloseTo(2 / Math.sqrt(6));
  });
});
