import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../actor.ts';

/**
 * Ends one of the actor's own sessions, this one or another.
 * @throws AppError not-found when the session is somebody else's or has ended already
 */
export async function endSession(db: Db, actor: Actor, sessionId: string, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ended = await tx.updateTable('session').set({ revoked_at: now }).where('id', '=', sessionId).where('user_id', '=', actor.id).where('revoked_at', 'is', null).executeTakeFirst();
    if (ended.numUpdatedRows !== 1n) throw new AppError('not-found', platformMessages.both('error.not-found'));
    await recordAudit(tx, { at: now, actor, action: 'session.end', objectType: 'session', objectId: sessionId });
  });
}
