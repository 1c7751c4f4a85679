import type { Db } from '../../../db/client.ts';
import { countedOnce } from '../../platform/counted-once.ts';
import { deliveryStates, type Channel, type DeliveryState } from '../rules/channels.ts';

export interface ChannelCounts {
  channel: Channel;
  states: Record<DeliveryState, number>;
  /** Recipients whose delivery has not been written yet. */
  waiting: number;
}

/** An audience is frozen by the transaction that writes its message. */
const countAudience = countedOnce(async (db, messageId) => {
  const count = async (table: 'message_recipient' | 'message_outside') => Number((await db.selectFrom(table).select((row) => row.fn.countAll<number>().as('audience')).where('message_id', '=', messageId).executeTakeFirstOrThrow()).audience);
  return (await count('message_recipient')) + (await count('message_outside'));
});

/** How a message stands on each channel. States and waiting always add up to the audience; whom a cancelled message never came to counts as cancelled. */
export async function messageCounts(db: Db, messageId: string): Promise<{ audience: number; channels: ChannelCounts[] }> {
  const message = await db.selectFrom('message').select('cancelled_at').where('id', '=', messageId).executeTakeFirst();
  const audience = await countAudience(db, messageId);
  const channels = await db.selectFrom('message_channel').select('channel').where('message_id', '=', messageId).orderBy('channel').execute();
  const rows = await db.selectFrom('delivery_count').select(['channel', 'state', 'count']).where('message_id', '=', messageId).execute();
  return {
    audience,
    channels: channels.map(({ channel }) => {
      const states = Object.fromEntries(deliveryStates.map((state) => [state, rows.find((row) => row.channel === channel && row.state === state)?.count ?? 0])) as Record<DeliveryState, number>;
      const waiting = audience - Object.values(states).reduce((sum, count) => sum + count, 0);
      if (message?.cancelled_at) states.CANCELLED += waiting;
      return { channel: channel as Channel, states, waiting: message?.cancelled_at ? 0 : waiting };
    }),
  };
}
