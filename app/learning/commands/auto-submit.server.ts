import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { isTimeUp } from '../rules/attempt-limits.ts';
import { closeAttempt } from './close-attempt.server.ts';

export interface AutoSubmitInput {
  attemptId: string;
  now: Instant;
  secret: string;
  source: string;
}

/**
 * Hands in an attempt whose time is up: called by the job, and by any page that finds such an attempt first.
 * @returns the attempt's due time when it is too early, else null
 */
export function autoSubmit(db: Db, input: AutoSubmitInput): Promise<Instant | null> {
  return db.transaction().execute(async (tx) => {
    const attempt = await tx.selectFrom('attempt').select(['due_at', 'submitted_at']).where('id', '=', input.attemptId).executeTakeFirst();
    if (!attempt || attempt.submitted_at !== null) return null;
    if (!isTimeUp(attempt.due_at, input.now)) return attempt.due_at;
    await closeAttempt(tx, { ...input, isAuto: true });
    return null;
  });
}
