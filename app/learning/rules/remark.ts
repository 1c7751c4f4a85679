import { scaleScore } from './score-question.ts';

/** A submitted attempt with a question that does not count any more. */
export interface Remarkable {
  score: number;
  isPassed: boolean;
  passScore: number;
  /** The sum over all its questions, those that do not count taken as right. */
  points: number;
  questions: number;
}

/** What a question of an attempt counts: a waived one, which was taken out of use, counts as right. */
export function countedPoints({ points, waived_by: waivedBy }: { points: number | null; waived_by: string | null }): number {
  return waivedBy === null ? (points ?? 0) : 1;
}

/**
 * The result of an attempt once a question counts as right for whoever was given it. Of the ways to leave a question out this one is
 * never worse than another: (others + 1) / n ≥ others / (n − 1), since others ≤ n − 1. Nothing that was earned is taken away.
 */
export function remark({ score, isPassed, passScore, points, questions }: Remarkable): { score: number; isPassed: boolean } {
  const after = Math.max(score, scaleScore(points, questions));
  return { score: after, isPassed: isPassed || after >= passScore };
}
