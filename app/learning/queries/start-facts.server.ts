import type { Db } from '../../../db/client.ts';
import type { StartFacts } from '../rules/attempt-limits.ts';
import { grantedAttempts } from './attempt-grants.server.ts';
import type { CurrentAssessment } from './current-assessment.server.ts';
import { listMissingSteps, type MissingStep } from './missing-steps.server.ts';
import { missingPrerequisites } from './prerequisites.server.ts';
import { currentRound } from './round.server.ts';
import { listOwnAttempts, type OwnAttempt } from './own-attempts.server.ts';

export interface StartSituation {
  facts: StartFacts;
  missing: MissingStep[];
  /** Of this round. */
  attempts: OwnAttempt[];
  /** Of all rounds. */
  history: OwnAttempt[];
  round: number;
}

/** Everything that decides whether the person may start this assessment: read by the page before it, and again inside the start's transaction. */
export async function readStartSituation(db: Db, userId: string, assessment: CurrentAssessment): Promise<StartSituation> {
  const enrollment = await db
    .selectFrom('enrollment')
    .select('locked_at')
    .where('user_id', '=', userId)
    .where('course_id', '=', assessment.courseId)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  const missing = await listMissingSteps(db, userId, assessment);
  const round = await currentRound(db, userId, assessment.courseId);
  const history = await listOwnAttempts(db, userId, assessment.id);
  const attempts = history.filter((attempt) => attempt.round === round);
  const isPretest = assessment.kind === 'PRETEST';
  const last = attempts.find((attempt) => attempt.submittedAt !== null);
  return {
    missing: isPretest ? [] : missing,
    attempts,
    history,
    round,
    facts: {
      isEnrolled: enrollment !== undefined,
      missingCourses: enrollment?.locked_at ? (await missingPrerequisites(db, userId, assessment.courseId)).length : 0,
      missingSteps: isPretest ? 0 : missing.length,
      ...(isPretest ? { pretest: { isRenewal: round > 1, hasGaps: missing.length > 0 } } : {}),
      attemptsUsed: attempts.length,
      maxAttempts: assessment.maxAttempts + (await grantedAttempts(db, userId, assessment.id, round)),
      cooldownMinutes: assessment.cooldownMinutes,
      last: last ? { submittedAt: last.submittedAt as string, isPassed: last.isPassed === true } : null,
    },
  };
}
