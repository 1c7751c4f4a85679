import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { revokeSessions } from './revoke-sessions.server.ts';

/** Signs the actor out everywhere else. */
export async function endOtherSessions(db: Db, actor: Actor, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const count = await revokeSessions(tx, actor.id, now, actor.sessionId);
    if (count > 0) await recordAudit(tx, { at: now, actor, action: 'session.end-others', objectType: 'user_account', objectId: actor.id, details: { count } });
  });
}
