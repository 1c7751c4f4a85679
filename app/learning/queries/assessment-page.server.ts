import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { attemptsLeft, isTimeUp, secondsLeft, startBar, type StartBar } from '../rules/attempt-limits.ts';
import { getCurrentAssessment, type CurrentAssessment } from './current-assessment.server.ts';
import type { MissingStep } from './missing-steps.server.ts';
import type { OwnAttempt } from './own-attempts.server.ts';
import { readStartSituation } from './start-facts.server.ts';

export interface AssessmentPage {
  assessment: Omit<CurrentAssessment, 'blueprint'>;
  bar: StartBar | null;
  missing: MissingStep[];
  attemptsUsed: number;
  attemptsLeft: number;
  open: { id: string; number: number; secondsLeft: number } | null;
  /** An open attempt whose time is up: it must be closed before this page tells the truth. */
  overdueId: string | null;
  /** Of all rounds. */
  earlier: OwnAttempt[];
  /** The best of this round. */
  bestScore: number | null;
  isPassed: boolean;
}

/** The page before an assessment, for one person. */
export async function getAssessmentPage(db: Db, input: { userId: string; courseSlug: string; key: string; now: Instant }): Promise<AssessmentPage> {
  const { blueprint: _secret, ...assessment } = await getCurrentAssessment(db, input.courseSlug, input.key);
  const { facts, missing, attempts, history } = await readStartSituation(db, input.userId, { ...assessment, blueprint: [] });
  const open = attempts.find((attempt) => attempt.submittedAt === null);
  const counted = attempts.filter((attempt) => attempt.submittedAt !== null);
  return {
    assessment,
    bar: startBar(facts, input.now),
    missing,
    attemptsUsed: attempts.length,
    attemptsLeft: attemptsLeft(facts),
    open: open ? { id: open.id, number: open.number, secondsLeft: secondsLeft(open, input.now) } : null,
    overdueId: open && isTimeUp(open.dueAt, input.now) ? open.id : null,
    earlier: history.filter((attempt) => attempt.submittedAt !== null),
    bestScore: counted.length === 0 ? null : Math.max(...counted.map((attempt) => attempt.score ?? 0)),
    isPassed: counted.some((attempt) => attempt.isPassed),
  };
}
