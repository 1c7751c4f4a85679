import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { vneidMessages as messages } from '../messages/vneid.ts';
import { canHandOver } from '../policy.ts';

export function checkMayHandOver(actor: Actor): void {
  if (!canHandOver(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}

/** The message of a package. @throws AppError not-found */
export async function messageIn(tx: Tx, id: string) {
  const row = await tx.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

/** Why nothing of a message may leave the house at this moment; null when it may. */
export async function holdsBack(tx: Tx, message: { cancelled_at: string | null; paused_at: string | null; not_after: string }, at: Instant): Promise<Localised | null> {
  if (message.cancelled_at) return messages.both('fault.cancelled');
  if (message.not_after <= at) return messages.both('fault.expired');
  if (message.paused_at) return messages.both('fault.paused');
  const pause = await tx.selectFrom('channel_pause').select('channel').where('channel', '=', 'VNEID').executeTakeFirst();
  return pause ? messages.both('fault.channel-paused') : null;
}
