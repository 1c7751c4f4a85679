import { describe, expect, it } from 'vitest';
import { courseScore, earnedAnew, isComplete, type AssessmentResult } from './completion.ts';

const done = { completedAt: '2026-11-23T01:00:00.000Z' };
const open = { completedAt: null };
const passed = (traits: Partial<AssessmentResult> = {}): AssessmentResult => ({
  kind: 'MODULE', passScore: 8, bestScore: 9, lastScore: 9, lastSubmittedAt: '2026-11-23T01:00:00.000Z', passedAt: '2026-11-23T01:00:00.000Z', ...traits,
});

describe('isComplete', () => {
  it('needs every lesson and every assessment', () => {
    expect(isComplete([done, done], [passed()])).toBe(true);
    expect(isComplete([done, open], [passed()])).toBe(false);
    expect(isComplete([done], [passed(), passed({ passedAt: null })])).toBe(false);
  });
  it('takes courses of one kind only', () => {
    expect(isComplete([done], [])).toBe(true);
    expect(isComplete([], [passed()])).toBe(true);
  });
  it('never completes an empty course', () => expect(isComplete([], [])).toBe(false));
});

describe('courseScore', () => {
  it('is the best of the final, whatever the modules say', () => {
    expect(courseScore([passed({ bestScore: 10 }), passed({ kind: 'FINAL', bestScore: 8.25 })])).toBe(8.25);
  });
  it('is the mean of the modules without a final', () => {
    expect(courseScore([passed({ bestScore: 8 }), passed({ bestScore: 9 }), passed({ bestScore: 9 })])).toBe(8.67);
  });
  it('is nothing for a course that asks nothing', () => expect(courseScore([])).toBe(0));
});

describe('earnedAnew', () => {
  const final = (traits: Partial<AssessmentResult>) => passed({ kind: 'FINAL', ...traits });
  const expired = { revokedAt: null, validUntil: '2026-11-22' };
  const revoked = { revokedAt: '2026-11-23T00:30:00.000Z', validUntil: '2027-11-22' };

  it('wants the final passed again after the end', () => {
    expect(earnedAnew([final({})], expired)).toBe(true);
    expect(earnedAnew([final({})], revoked)).toBe(true);
    expect(earnedAnew([final({ lastSubmittedAt: '2026-11-22T01:00:00.000Z' })], expired)).toBe(false);
    expect(earnedAnew([final({ lastSubmittedAt: revoked.revokedAt })], revoked)).toBe(false);
  });
  it('does not count a failed try, or a module', () => {
    expect(earnedAnew([final({ lastScore: 5 })], revoked)).toBe(false);
    expect(earnedAnew([passed(), final({ lastSubmittedAt: '2026-01-01T00:00:00.000Z' })], revoked)).toBe(false);
  });
  it('wants every module without a final, and something at all', () => {
    expect(earnedAnew([passed(), passed({ lastSubmittedAt: null, lastScore: null })], expired)).toBe(false);
    expect(earnedAnew([passed(), passed()], expired)).toBe(true);
    expect(earnedAnew([], expired)).toBe(false);
  });
});
