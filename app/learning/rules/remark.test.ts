import fc from 'fast-check';
import { expect, it } from 'vitest';
import { remark } from './remark.ts';
import { scaleScore, scoreAttempt } from './score-question.ts';

const point = fc.constantFrom(0, 1 / 3, 1 / 2, 2 / 3, 1);
/** An attempt, and which of its questions is taken out of use. */
const attempt = fc.array(point, { minLength: 1, maxLength: 40 }).chain((points) => fc.tuple(fc.constant(points), fc.nat(points.length - 1), fc.constantFrom(5, 7, 8, 8.3, 10)));

it('is never worse than before, nor than any other way of leaving the question out', () => {
  fc.assert(
    fc.property(attempt, ([points, at, passScore]) => {
      const before = scoreAttempt(points);
      const others = points.filter((_point, position) => position !== at);
      const sum = others.reduce((total, one) => total + one, 0);
      const after = remark({ score: before, isPassed: before >= passScore, passScore, points: sum + 1, questions: points.length });
      expect(after.score).toBeGreaterThanOrEqual(before);
      if (others.length > 0) expect(after.score).toBeGreaterThanOrEqual(scaleScore(sum, others.length));
      expect(after.score).toBe(scoreAttempt(points.map((one, position) => (position === at ? 1 : one))));
      expect(after.isPassed).toBe(after.score >= passScore);
    }),
  );
});

it('leaves a result that was better or passed by an older rule as it is', () => {
  expect(remark({ score: 9, isPassed: true, passScore: 9.5, points: 8, questions: 10 })).toEqual({ score: 9, isPassed: true });
});

it.each([[8.2, true], [8.3, true], [8.4, false]])('begins to pass when the pass mark is reached: %d', (passScore, isPassed) => {
  expect(remark({ score: 7.5, isPassed: false, passScore, points: 10, questions: 12 })).toEqual({ score: 8.3, isPassed });
});
