import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';

/** Notes that the recipient came by the link of a delivery; the first time counts. */
export async function followLink(db: Db, deliveryId: string, now: Instant): Promise<void> {
  await db.insertInto('link_follow').values({ delivery_id: deliveryId, followed_at: now }).onConflict((conflict) => conflict.doNothing()).execute();
}

/** Counts one more visit of somebody who is not signed in: by message, channel and day, with nothing about who it was. */
export async function countVisit(db: Db, link: { messageId: string; channel: string }, day: Day): Promise<void> {
  await db.insertInto('link_total').values({ message_id: link.messageId, channel: link.channel, day, count: 1 }).onConflict((conflict) => conflict.columns(['message_id', 'channel', 'day']).doUpdateSet((set) => ({ count: set('link_total.count', '+', 1) }))).execute();
}

/** Keeps whether it may be written down that a person follows links beyond her duty. A no also removes what was written down before. */
export async function allowCounting(db: Db, userId: string, allows: boolean, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (allows) return void (await tx.deleteFrom('link_refusal').where('user_id', '=', userId).execute());
    await tx.insertInto('link_refusal').values({ user_id: userId, since: now }).onConflict((conflict) => conflict.doNothing()).execute();
    const own = tx.selectFrom('delivery as d').innerJoin('message as m', 'm.id', 'd.message_id').select('d.id').where('d.recipient_id', '=', userId).where('m.is_duty', '=', 0);
    await tx.deleteFrom('link_follow').where('delivery_id', 'in', own).execute();
  });
}
