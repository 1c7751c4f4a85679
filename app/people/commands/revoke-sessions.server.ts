import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** Ends all sessions of a person, except one when it is named. @returns how many were ended */
export async function revokeSessions(tx: Tx, userId: string, now: Instant, exceptId?: string): Promise<number> {
  const ended = await tx
    .updateTable('session')
    .set({ revoked_at: now })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .$if(exceptId !== undefined, (query) => query.where('id', '!=', exceptId ?? ''))
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}
