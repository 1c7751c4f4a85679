import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { topics, type Channel } from '../rules/channels.ts';
import { getNotice } from '../queries/inbox.server.ts';
import { withdrawUnwanted } from './withdraw-unwanted.server.ts';

/** Notes that a recipient opened a notice; the first time counts. */
export async function markRead(db: Db, userId: string, messageId: string, now: Instant): Promise<void> {
  await db.insertInto('inbox_state').values({ message_id: messageId, user_id: userId, read_at: now }).onConflict((conflict) => conflict.columns(['message_id', 'user_id']).doUpdateSet((set) => ({ read_at: set.fn.coalesce('inbox_state.read_at', 'excluded.read_at') }))).execute();
}

/**
 * Takes everything that lies in her inbox now out of what is new. She has not opened it: a row without `read_at` says just that, and no figure of a campaign
 * or a reminder counts it as read.
 */
export async function markAllSeen(db: Db, userId: string): Promise<void> {
  await db
    .insertInto('inbox_state')
    .columns(['message_id', 'user_id'])
    .expression((query) => query.selectFrom('delivery').select(['message_id', 'recipient_id']).where('recipient_id', '=', userId).where('channel', '=', 'IN_APP').where('state', '=', 'DELIVERED'))
    .onConflict((conflict) => conflict.columns(['message_id', 'user_id']).doNothing())
    .execute();
}

/** Keeps her answer to a notice's question; the first answer is the one that counts. @throws AppError not-found */
export async function answerNotice(db: Db, userId: string, messageId: string, answer: number, now: Instant): Promise<boolean> {
  const { content } = await getNotice(db, userId, messageId);
  if (!content.question || answer >= content.question.options.length) return false;
  await markRead(db, userId, messageId, now);
  await db.updateTable('inbox_state').set({ answer: String(answer), answered_at: now }).where('message_id', '=', messageId).where('user_id', '=', userId).where('answer', 'is', null).execute();
  return true;
}

export const optionalChannels = ['EMAIL', 'PUSH', 'SMS', 'ZALO', 'VNEID'] as const satisfies readonly Channel[];

/** Keeps what she wants beyond her duty: whatever is not chosen is not wanted. */
export async function savePreferences(db: Db, userId: string, chosen: ReadonlySet<string>, now: Instant): Promise<void> {
  const rows = topics.flatMap((topic) => optionalChannels.map((channel) => ({ user_id: userId, topic, channel, wants: chosen.has(`${topic}.${channel}`) ? 1 : 0, changed_at: now, changed_by: 'SELF' })));
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('message_preference').values(rows).onConflict((conflict) => conflict.columns(['user_id', 'topic', 'channel']).doUpdateSet((set) => ({ wants: set.ref('excluded.wants'), changed_at: now, changed_by: 'SELF' })).where((where) => where('message_preference.wants', '!=', where.ref('excluded.wants')))).execute();
    await withdrawUnwanted(tx, userId, now);
  });
}
