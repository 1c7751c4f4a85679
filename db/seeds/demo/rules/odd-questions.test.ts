import { describe, expect, it } from 'vitest';
import { demoCourse } from '../../../../tests/world/demo-course.ts';
import { itemStatistics, sumsOf } from '../../../../app/learning/rules/item-statistics.ts';
import { sitExam } from './exam.ts';
import { knowsOdd, type Oddity } from './odd-questions.ts';
import { randomFor } from './random.ts';
import { atLocal } from './working-time.ts';

/** How many of a thousand people of a skill get it right. */
const rightOf = (oddity: Oddity, skill: number) => {
  const random = randomFor(`${oddity} ${skill}`);
  return Array.from({ length: 1_000 }, () => knowsOdd(oddity, skill, random)).filter(Boolean).length;
};

describe('a question that is not as it should be', () => {
  it('misleads those who know much', () => expect(rightOf('misleading', 0.97)).toBeLessThan(rightOf('misleading', 0.8) / 5));
  it('is guessed by everybody alike', () => expect(Math.abs(rightOf('unclear', 0.97) - rightOf('unclear', 0.8))).toBeLessThan(60));
  it('is known by hardly anybody', () => expect([rightOf('hard', 0.97), rightOf('hard', 0.8)].every((right) => right < 260)).toBe(true));

  it.each([['misleading', 'reversed'], ['unclear', 'weak'], ['hard', 'hard']] as const)('%s shows in the statistics as %s', (oddity, verdict) => {
    const [assessment] = demoCourse().assessments;
    if (!assessment) throw new Error('no test');
    const questions = assessment.questions.filter(({ module }) => module === 'm1').slice(0, 8).map((question, at) => (at === 0 ? { ...question, oddity } : question));
    const answers = Array.from({ length: 1_000 }, (_none, at) => {
      const random = randomFor(`${oddity} ${at}`);
      const { questions: answered } = sitExam({ assessment: { ...assessment, questions }, number: 1, startedMs: atLocal('2026-10-06', 540), skill: Math.min(0.99, Math.max(0.72, random.around(0.925, 0.05))), seen: new Set() }, random);
      const own = answered.find(({ versionId }) => versionId === questions[0]?.versionId);
      const sum = answered.reduce((total, { points }) => total + points, 0);
      return { points: own?.points ?? 0, rest: (sum - (own?.points ?? 0)) / (answered.length - 1), isFlagged: own?.isFlagged ?? false };
    });
    expect(itemStatistics(sumsOf(answers)).verdict).toBe(verdict);
  });
});
