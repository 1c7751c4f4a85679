import type { Db } from '../../../db/client.ts';
import { deliveryInToken, isTokenOf } from '../unsubscribe-token.server.ts';

export interface FoundUnsubscribe {
  userId: string;
  topic: string;
  /** False once she has stopped mails about this topic. */
  wants: boolean;
}

/** What the link of a mail stands for; undefined when it is forged, belongs to a duty mail, or its mail is gone from the ledger. */
export async function findUnsubscribe(db: Db, secret: string, token: string): Promise<FoundUnsubscribe | undefined> {
  const deliveryId = deliveryInToken(token);
  if (!deliveryId) return undefined;
  const row = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .leftJoin('message_preference', (join) =>
      join.onRef('message_preference.user_id', '=', 'delivery.recipient_id').onRef('message_preference.topic', '=', 'message.topic').on('message_preference.channel', '=', 'EMAIL'),
    )
    .select(['delivery.recipient_id as userId', 'message.topic', 'message.is_duty', 'message_preference.wants'])
    .where('delivery.id', '=', deliveryId)
    .where('delivery.channel', '=', 'EMAIL')
    .executeTakeFirst();
  if (!row?.userId || row.is_duty === 1 || !isTokenOf(secret, token, { deliveryId, userId: row.userId, topic: row.topic })) return undefined;
  return { userId: row.userId, topic: row.topic, wants: row.wants !== 0 };
}
