import type { Day, Instant } from '../../platform/clock.ts';
import { certificateDay } from './certificate.ts';

/** One assessment of a version with what the learner has reached in it. */
export interface AssessmentResult {
  kind: 'MODULE' | 'FINAL';
  passScore: number;
  bestScore: number | null;
  lastScore: number | null;
  lastSubmittedAt: Instant | null;
  /** When it was passed, or credited by a pre-test. */
  passedAt: Instant | null;
}

/** Every lesson read and every assessment passed, or credited. A version with nothing in it is never complete. */
export function isComplete(lessons: readonly { completedAt: Instant | null }[], assessments: readonly AssessmentResult[]): boolean {
  if (lessons.length + assessments.length === 0) return false;
  return lessons.every((lesson) => lesson.completedAt !== null) && assessments.every((assessment) => assessment.passedAt !== null);
}

/** The best score of the final assessment, else the mean of the modules' best; 0 for a course that asks nothing. */
export function courseScore(assessments: readonly AssessmentResult[]): number {
  const deciding = decidingOf(assessments);
  if (deciding.length === 0) return 0;
  const sum = deciding.reduce((total, assessment) => total + (assessment.bestScore ?? 0), 0);
  return Math.round((sum / deciding.length) * 100) / 100;
}

/**
 * Whether a certificate that ended (ran out, or was taken back) is earned anew: every deciding assessment was passed again after the end.
 * Without this rule, any later exercise would hand back what staff had withdrawn.
 */
export function earnedAnew(assessments: readonly AssessmentResult[], ended: { revokedAt: Instant | null; validUntil: Day | null }): boolean {
  const deciding = decidingOf(assessments);
  return deciding.length > 0 && deciding.every(({ lastScore, lastSubmittedAt, passScore }) => lastScore !== null && lastSubmittedAt !== null && lastScore >= passScore && isAfter(lastSubmittedAt, ended));
}

function isAfter(at: Instant, ended: { revokedAt: Instant | null; validUntil: Day | null }): boolean {
  if (ended.revokedAt !== null) return at > ended.revokedAt;
  return ended.validUntil !== null && certificateDay(at) > ended.validUntil;
}

function decidingOf(assessments: readonly AssessmentResult[]): AssessmentResult[] {
  const finals = assessments.filter((assessment) => assessment.kind === 'FINAL');
  return finals.length > 0 ? finals : [...assessments];
}
