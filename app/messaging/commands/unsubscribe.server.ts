import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { unsubscribeMessages as messages } from '../messages/mail.ts';
import { findUnsubscribe } from '../queries/unsubscribe.server.ts';
import { withdrawUnwanted } from './withdraw-unwanted.server.ts';

/**
 * Writes down that somebody wants no more mails about the topic of one mail (or wants them again). At once, and as often as one likes.
 * @throws AppError not-found for a token that is forged, of a duty mail, or of a mail that is no longer in the ledger
 */
export async function changeByLink(db: Db, secret: string, token: string, wants: boolean, now: Instant): Promise<void> {
  const found = await findUnsubscribe(db, secret, token);
  if (!found) throw new AppError('not-found', messages.both('unknown'));
  const value = { wants: wants ? 1 : 0, changed_at: now, changed_by: 'ONE_CLICK' as const };
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('message_preference')
      .values({ user_id: found.userId, topic: found.topic, channel: 'EMAIL', ...value })
      .onConflict((conflict) => conflict.columns(['user_id', 'topic', 'channel']).doUpdateSet(value).where('message_preference.wants', '<>', value.wants))
      .execute();
    await withdrawUnwanted(tx, found.userId, now);
  });
}
