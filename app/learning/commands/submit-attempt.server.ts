import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { closesAt } from '../rules/attempt-limits.ts';
import { closeAttempt, type ClosedAttempt } from './close-attempt.server.ts';

export interface SubmitInput {
  attemptId: string;
  userId: string;
  now: Instant;
  secret: string;
  source: string;
}

/** Hands in an own attempt. Handing in twice (double click, two tabs, a retry) gives the same result and changes nothing more. */
export function submitAttempt(db: Db, { attemptId, userId, ...rest }: SubmitInput): Promise<ClosedAttempt> {
  return db.transaction().execute(async (tx) => {
    const attempt = await tx.selectFrom('attempt').select('due_at').where('id', '=', attemptId).where('user_id', '=', userId).executeTakeFirst();
    if (!attempt) throw new AppError('not-found', platformMessages.both('error.not-found'));
    return closeAttempt(tx, { attemptId, isAuto: rest.now >= closesAt(attempt.due_at), ...rest });
  });
}
