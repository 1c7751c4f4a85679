import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreAttempt, scoreQuestion } from '../../../../app/learning/index.server.ts';
import { demoCourse } from '../../../../tests/world/demo-course.ts';
import { sampleBodies } from '../../../../tests/world/learning.ts';
import { rightAnswer, wrongAnswer } from './answers.ts';
import { sitExam, type Sitting } from './exam.ts';
import { randomFor } from './random.ts';
import { atLocal } from './working-time.ts';

const [moduleTest] = demoCourse().assessments;
if (!moduleTest) throw new Error('no test');
const sit = (seed: string, traits: Partial<Sitting> = {}) => sitExam({ assessment: moduleTest, number: 1, startedMs: atLocal('2026-10-06', 540), skill: 0.9, seen: new Set(), ...traits }, randomFor(seed));

describe.each(sampleBodies)('a question of type $type', (body) => {
  it('is worth everything when answered right', () => {
    expect(scoreQuestion(body, rightAnswer(body))).toBe(1);
  });

  it('is never worth everything when answered wrong', () => {
    fc.assert(fc.property(fc.string(), (seed) => scoreQuestion(body, wrongAnswer(body, randomFor(seed))) < 1));
  });

  it('is answered wrong in the form in which it is asked', () => {
    expect(wrongAnswer(body, randomFor('form')).type).toBe(body.type);
  });
});

describe('a sitting', () => {
  it('draws as many questions as the blueprint asks for, from its module', () => {
    const attempt = sit('a');
    expect(attempt.questions).toHaveLength(8);
    expect(new Set(attempt.questions.map((question) => question.versionId)).size).toBe(8);
    expect(attempt.questions.every((question) => question.versionId.startsWith('v-m1-'))).toBe(true);
  });

  it('has a score that follows from its answers', () => {
    for (let at = 0; at < 100; at += 1) {
      const attempt = sit(`score-${at}`);
      expect(attempt.score).toBe(scoreAttempt(attempt.questions.map((question) => question.points)));
      expect(attempt.isPassed).toBe(attempt.score >= 8);
    }
  });

  it('lasts no longer than its time, with answers saved on the way', () => {
    for (let at = 0; at < 200; at += 1) {
      const { startedMs, submittedMs, isAuto, questions } = sit(`time-${at}`);
      expect(submittedMs - startedMs).toBeLessThanOrEqual(12 * 60_000);
      expect(isAuto).toBe(submittedMs - startedMs === 12 * 60_000);
      const saved = questions.map((question) => question.savedMs);
      expect(saved).toEqual(saved.toSorted((a, b) => a - b));
      expect(saved.every((ms) => ms > startedMs && ms < submittedMs)).toBe(true);
    }
  });

  it('is passed by those who know and failed by those who guess', () => {
    const passed = (skill: number): number => Array.from({ length: 100 }, (_, at) => sit(`skill-${skill}-${at}`, { skill })).filter((attempt) => attempt.isPassed).length;
    expect(passed(1)).toBeGreaterThan(95);
    expect(passed(0.9)).toBeGreaterThan(60);
    expect(passed(0.3)).toBeLessThan(25);
  });

  it('asks fresh questions first at the second attempt', () => {
    const seen = new Set<string>();
    const first = sit('first', { seen });
    expect(seen.size).toBe(8);
    const second = sit('second', { seen, number: 2 });
    const repeated = second.questions.filter((question) => first.questions.some((other) => other.versionId === question.versionId));
    expect(repeated).toHaveLength(4);
  });

  it('says which bank is too small', () => {
    expect(() => sit('x', { assessment: { ...moduleTest, questions: [] } })).toThrow(/bank of test-m1 has too few questions for m1, REMEMBER: 0 of 8/);
  });
});
