import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSuspicious, itemStatistics, sumsOf, type ItemSums } from './item-statistics.ts';

type Answer = { points: number; rest: number; isFlagged: boolean };
const answer = (points: number, rest: number, isFlagged = false): Answer => ({ points, rest, isFlagged });
/** `count` answers that go through these in turn. */
const many = (count: number, ...pattern: Answer[]) => Array.from({ length: count }, (_none, at) => pattern[at % pattern.length] as Answer);
const of = (answers: readonly Answer[]) => itemStatistics(sumsOf(answers));
const anAnswer = fc.record({ points: fc.constantFrom(0, 0.5, 1), rest: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), isFlagged: fc.boolean() });

/** Pearson's correlation by its definition. */
function pearson(pairs: readonly Answer[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(pairs.map(({ points }) => points)), mean(pairs.map(({ rest }) => rest))];
  const sum = (term: (pair: Answer) => number) => pairs.reduce((total, pair) => total + term(pair), 0);
  return sum(({ points, rest }) => (points - x) * (rest - y)) / Math.sqrt(sum(({ points }) => (points - x) ** 2) * sum(({ rest }) => (rest - y) ** 2));
}

describe('the numbers of a question', () => {
  it('are share, correlation and flags by their definitions, within their interval', () => {
    fc.assert(
      fc.property(fc.array(anAnswer, { minLength: 30, maxLength: 200 }), (answers) => {
        const { facility, discrimination, flagShare } = of(answers);
        expect(facility).toBeCloseTo(answers.reduce((sum, { points }) => sum + points, 0) / answers.length, 10);
        expect(flagShare).toBe(answers.filter(({ isFlagged }) => isFlagged).length / answers.length);
        if (discrimination === null) return;
        expect(discrimination.value).toBeCloseTo(pearson(answers), 8);
        expect(discrimination.low).toBeLessThanOrEqual(discrimination.value);
        expect(discrimination.high).toBeGreaterThanOrEqual(discrimination.value);
      }),
    );
  });

  it('add up over versions of the same wording', () => {
    fc.assert(
      fc.property(fc.array(anAnswer, { maxLength: 40 }), fc.array(anAnswer, { maxLength: 40 }), (one, other) => {
        const [a, b, both] = [sumsOf(one), sumsOf(other), sumsOf([...one, ...other])];
        for (const key of Object.keys(both) as (keyof ItemSums)[]) expect(a[key] + b[key]).toBeCloseTo(both[key], 9);
      }),
    );
  });

  it.each([0, 1, 29])('say nothing with %d answers', (count) => {
    expect(of(many(count, answer(0, 1), answer(1, 0)))).toEqual({ answers: count, facility: null, discrimination: null, flagShare: null, verdict: 'few' });
  });

  it('have no discrimination where everybody answered alike, or did alike elsewhere', () => {
    expect(of(many(40, answer(1, 0.2), answer(1, 0.8)))).toMatchObject({ facility: 1, discrimination: null, verdict: 'easy' });
    expect(of(many(40, answer(1, 0.5), answer(0, 0.5)))).toMatchObject({ facility: 0.5, discrimination: null, verdict: 'fine' });
    expect(of(many(40, answer(0, 0.2), answer(0, 0.8)))).toMatchObject({ facility: 0, discrimination: null, verdict: 'hard' });
  });
});

describe('the verdict', () => {
  const strong = [answer(1, 0.9), answer(1, 0.8), answer(0, 0.3), answer(0, 0.4)];
  const reversed = strong.map(({ points, rest }) => answer(1 - points, rest));
  const blind = [answer(1, 0.9), answer(0, 0.9), answer(1, 0.3), answer(0, 0.3)];
  it.each([
    ['good people get it right', many(40, ...strong), 'fine', false],
    ['good people get it wrong', many(40, ...reversed), 'reversed', true],
    ['hardly anybody gets it right', many(80, answer(1, 0.9), answer(0, 0.8), answer(0, 0.2), answer(0, 0.5)), 'hard', true],
    ['it is right as often with strong as with weak people, of whom there are many', many(400, ...blind), 'weak', true],
    ['it is so where most people know it, as they should', many(1_000, ...many(9, answer(1, 0.9), answer(1, 0.3)), answer(0, 0.6)), 'fine', false],
    ['it is so with a few people, which may be chance', many(40, ...blind), 'fine', false],
    ['nearly everybody gets it right', many(100, ...many(49, answer(1, 0.9), answer(1, 0.4)), answer(0, 0.5)), 'easy', false],
  ] as const)('when %s', (_when, answers, verdict, suspicious) => {
    const found = of(answers).verdict;
    expect([found, isSuspicious(found)]).toEqual([verdict, suspicious]);
  });
});
