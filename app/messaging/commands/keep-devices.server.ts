import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { pushMessages as messages } from '../messages/push.ts';
import type { LiveSubscription } from '../queries/push-subscriptions.server.ts';

const usedEveryMinutes = 60;

/** Takes one of a person's browsers off the list. @returns its name's hash. @throws AppError not-found for anybody else's */
export async function removeDevice(db: Db, userId: string, id: string): Promise<string> {
  const removed = await db.deleteFrom('push_subscription').where('id', '=', id).where('user_id', '=', userId).returning('device_hash').executeTakeFirst();
  if (!removed) throw new AppError('not-found', messages.both('refused.UNKNOWN'));
  return removed.device_hash;
}

/** Writes down which browsers took a notice, at most once an hour each, and which of them the push services do not know any more. */
export async function noteSent(db: Db, { taken, gone }: { taken: readonly LiveSubscription[]; gone: readonly LiveSubscription[] }, now: Instant): Promise<void> {
  const due = taken.filter(({ used_at }) => used_at === null || used_at < plusMinutes(now, -usedEveryMinutes));
  if (due.length === 0 && gone.length === 0) return;
  await db.transaction().execute(async (tx) => {
    if (due.length > 0) await tx.updateTable('push_subscription').set({ used_at: now }).where('id', 'in', due.map(({ id }) => id)).execute();
    // By address: the browser may have renewed its subscription while the call was under way.
    for (const { id, endpoint } of gone) await tx.updateTable('push_subscription').set({ gone_at: now }).where('id', '=', id).where('endpoint', '=', endpoint).where('gone_at', 'is', null).execute();
  });
}
