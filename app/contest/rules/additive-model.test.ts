import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { average, fitAdditive, rawMeans, zScoreMeans, type Scored } from './additive-model.ts';
import { inverseOf } from './matrix.ts';
import { seededRandom } from './seeded-random.ts';

/** Scores of a linked design: every entry is read by some neighbouring judges. */
const design = fc.record({ entries: fc.integer({ min: 3, max: 12 }), judges: fc.integer({ min: 3, max: 6 }), seed: fc.nat() }).map(({ entries, judges, seed }) => {
  const random = seededRandom(seed);
  const truth = Array.from({ length: entries }, () => random() * 10);
  const bias = Array.from({ length: judges }, () => random() * 4 - 2);
  const pairs = truth.flatMap((_, entry) => [0, 1, 2].map((step) => ({ entry, judge: (entry + step) % judges })));
  return { truth, bias, pairs, random };
});
const scoresOf = (pairs: { entry: number; judge: number }[], value: (entry: number, judge: number) => number): Scored[] => pairs.map(({ entry, judge }) => ({ entryId: `e${String(entry).padStart(2, '0')}`, judgeId: `j${judge}`, value: value(entry, judge) }));
const at = (values: readonly number[], place: number) => values[place] ?? 0;
const close = (one: readonly number[], other: readonly number[]) => {
  for (const [place, value] of one.entries()) expect(value).toBeCloseTo(at(other, place), 6);
};

describe('the additive model', () => {
  it('finds entries and judges exactly where nothing scatters', () => {
    fc.assert(fc.property(design, ({ truth, bias, pairs }) => {
      const used = [...new Set(pairs.map(({ judge }) => judge))].toSorted();
      const middle = average(used.map((judge) => at(bias, judge)));
      const fit = fitAdditive(scoresOf(pairs, (entry, judge) => at(truth, entry) + at(bias, judge)));
      close(fit.entries.map(({ score }) => score), truth.map((value) => value + middle));
      close(fit.judges.map((judge) => judge.bias), used.map((judge) => at(bias, judge) - middle));
      expect(fit.isConnected).toBe(true);
    }), { numRuns: 60 });
  });

  it('is the least-squares answer: no small step from it fits better', () => {
    fc.assert(fc.property(design, fc.integer({ min: 0, max: 11 }), fc.constantFrom(-0.01, 0.01), ({ truth, bias, pairs, random }, place, step) => {
      const scores = scoresOf(pairs, (entry, judge) => at(truth, entry) + at(bias, judge) + random());
      const fit = fitAdditive(scores);
      const [entries, judges] = [new Map(fit.entries.map((own) => [own.entryId, own.score])), new Map(fit.judges.map((own) => [own.judgeId, own.bias]))];
      const misfit = () => scores.reduce((sum, { entryId, judgeId, value }) => sum + (value - (entries.get(entryId) ?? 0) - (judges.get(judgeId) ?? 0)) ** 2, 0);
      const best = misfit();
      const moved = place % 2 === 0 ? entries : judges;
      const key = [...moved.keys()][place % moved.size] ?? '';
      moved.set(key, (moved.get(key) ?? 0) + step);
      expect(misfit()).toBeGreaterThan(best);
      expect(fit.judges.reduce((sum, own) => sum + own.bias, 0)).toBeCloseTo(0, 8);
    }), { numRuns: 60 });
  });

  it('does not care how strict a judge is: the order of entries stays when one takes two points off everywhere', () => {
    fc.assert(fc.property(design, ({ truth, pairs, random }) => {
      const scores = scoresOf(pairs, (entry) => at(truth, entry) + random());
      const strict = scores.map((score) => (score.judgeId === 'j1' ? { ...score, value: score.value - 2 } : score));
      const [one, other] = [fitAdditive(scores), fitAdditive(strict)];
      const gaps = one.entries.map((entry, place) => entry.score - (other.entries[place]?.score ?? 0));
      close(gaps, gaps.map(() => at(gaps, 0)));
      close(one.entries.map((entry) => entry.standardError ?? 0), other.entries.map((entry) => entry.standardError ?? 0));
    }), { numRuns: 40 });
  });

  it('is the plain mean where everybody reads everything', () => {
    const pairs = [0, 1, 2, 3].flatMap((entry) => [0, 1, 2].map((judge) => ({ entry, judge })));
    const scores = scoresOf(pairs, (entry, judge) => (entry * 7 + judge * 3) % 5);
    const means = rawMeans(scores);
    for (const { entryId, score } of fitAdditive(scores).entries) expect(score).toBeCloseTo(means.get(entryId) ?? 0, 8);
  });

  it('gives the textbook standard error in a whole design, and none where nothing is left over', () => {
    const pairs = [0, 1, 2].flatMap((entry) => [0, 1, 2].map((judge) => ({ entry, judge })));
    const fit = fitAdditive(scoresOf(pairs, (entry, judge) => (entry === judge ? 1 : 0)));
    // Residuals are 2/3 on the diagonal and -1/3 elsewhere: squares 2 over 4 degrees of freedom.
    expect(fit.residual).toBeCloseTo(Math.sqrt(0.5), 8);
    for (const { standardError } of fit.entries) expect(standardError).toBeCloseTo(Math.sqrt(0.5 / 3), 8);
    expect(fitAdditive([{ entryId: 'e', judgeId: 'j', value: 3 }])).toMatchObject({ residual: null, isConnected: true, entries: [{ score: 3, standardError: null, reviews: 1 }] });
  });

  it('says that groups without a shared entry cannot be compared', () => {
    const fit = fitAdditive([...scoresOf([{ entry: 0, judge: 0 }, { entry: 0, judge: 1 }], () => 4), ...scoresOf([{ entry: 1, judge: 2 }, { entry: 1, judge: 3 }], () => 8)]);
    expect([fit.isConnected, fit.groups]).toEqual([false, [['j0', 'j1'], ['j2', 'j3']]]);
    close(fit.entries.map(({ score }) => score), [4, 8]);
  });

  it('covers the truth about as often as it says', () => {
    const random = seededRandom(5);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let [inside, all] = [0, 0];
    for (let world = 0; world < 60; world += 1) {
      const truth = Array.from({ length: 20 }, () => normal() * 2);
      const bias = Array.from({ length: 8 }, normal);
      const pairs = truth.flatMap((_, entry) => [0, 1, 3, 4].map((step) => ({ entry, judge: (entry + step) % 8 })));
      const fit = fitAdditive(scoresOf(pairs, (entry, judge) => at(truth, entry) + at(bias, judge) + 0.7 * normal()));
      for (const [place, { score, standardError }] of fit.entries.entries()) {
        all += 1;
        if (Math.abs(score - at(truth, place) - average(bias)) <= 1.96 * (standardError ?? 0)) inside += 1;
      }
    }
    expect(inside / all).toBeGreaterThan(0.92);
    expect(inside / all).toBeLessThan(0.97);
  });

  it.each([[[{ entryId: 'e', judgeId: 'j', value: 1 }, { entryId: 'e', judgeId: 'j', value: 2 }]], [[{ entryId: 'e', judgeId: 'j', value: Number.NaN }]]])('refuses what is no score: %j', (scores) => {
    expect(() => fitAdditive(scores)).toThrow(RangeError);
  });

  it('stands nothing', () => expect(fitAdditive([])).toMatchObject({ entries: [], judges: [], groups: [], isConnected: true }));
});

describe('scores by z', () => {
  it('bring judges to one scale, and take one who gives everybody the same for nothing', () => {
    const found = zScoreMeans([{ entryId: 'a', judgeId: 'x', value: 1 }, { entryId: 'b', judgeId: 'x', value: 3 }, { entryId: 'a', judgeId: 'y', value: 5 }, { entryId: 'b', judgeId: 'y', value: 5 }]);
    expect([...found]).toEqual([['a', -0.5], ['b', 0.5]]);
  });
});

describe('the inverse of a matrix', () => {
  it('gives one with its matrix, or says that there is none', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (size, seed) => {
      const random = seededRandom(seed);
      const matrix = Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => random() + (row === column ? size : 0)));
      const inverse = inverseOf(matrix) ?? [];
      for (const [row, own] of matrix.entries()) for (const column of own.keys()) expect(own.reduce((sum, value, place) => sum + value * (inverse[place]?.[column] ?? 0), 0)).toBeCloseTo(row === column ? 1 : 0, 8);
    }));
    expect([inverseOf([[1, 1], [1, 1]]), inverseOf([[0, 1], [1, 0]]), inverseOf([])]).toEqual([null, [[0, 1], [1, 0]], []]);
  });
});
