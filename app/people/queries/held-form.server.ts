import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../actor.ts';
import { safeNext } from '../rules/session-rules.ts';

export interface HeldForm {
  id: string;
  path: string;
  expiresAt: Instant;
  fields: { name: string; text: string }[];
}

/**
 * A form of the actor's own that was kept when her session had expired.
 * @throws AppError not-found when it is somebody else's, too old, or has been sent
 */
export async function getHeldForm(db: Db, actor: Actor, id: string, now: Instant): Promise<HeldForm> {
  const row = await db.selectFrom('held_form').select(['id', 'path', 'body', 'expires_at']).where('id', '=', id).where('user_id', '=', actor.id).where('expires_at', '>', now).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const fields = [...new URLSearchParams(row.body)].map(([name, text]) => ({ name, text }));
  return { id: row.id, path: safeNext(row.path), expiresAt: row.expires_at, fields };
}
