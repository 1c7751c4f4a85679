import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** One attempt of a person at an assessment. `score` and `isPassed` are null while it is open. */
export interface OwnAttempt {
  id: string;
  number: number;
  /** The round of the course in which it was begun. */
  round: number;
  startedAt: Instant;
  dueAt: Instant;
  submittedAt: Instant | null;
  isAuto: boolean;
  score: number | null;
  isPassed: boolean | null;
}

/** A person's attempts at an assessment, over all its versions, newest first. */
export async function listOwnAttempts(db: Db, userId: string, assessmentId: string): Promise<OwnAttempt[]> {
  const rows = await db
    .selectFrom('attempt')
    .select(['id', 'number', 'round', 'started_at', 'due_at', 'submitted_at', 'auto_submitted', 'score', 'is_passed'])
    .where('user_id', '=', userId)
    .where('assessment_id', '=', assessmentId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    round: row.round,
    startedAt: row.started_at,
    dueAt: row.due_at,
    submittedAt: row.submitted_at,
    isAuto: row.auto_submitted === 1,
    score: row.score,
    isPassed: row.is_passed === null ? null : row.is_passed === 1,
  }));
}
