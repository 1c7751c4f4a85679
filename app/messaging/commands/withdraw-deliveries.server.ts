import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';

/** Why a message is taken back from one of its recipients. */
export type WithdrawnReason = 'COMPLETED' | 'NOT_ENROLLED';

/**
 * Takes messages back from one recipient, in the caller's transaction: what has not been sent to her is not sent, and before fan-out she gets her rows as cancelled,
 * so that the states still add up. What has reached her, or is being sent, stays as it is.
 */
export async function withdrawDeliveries(tx: Tx, messageIds: readonly string[], userId: string, { now, why }: { now: Instant; why: WithdrawnReason }): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.updateTable('delivery').set({ state: 'CANCELLED', detail: why, settled_at: now }).where('message_id', 'in', messageIds).where('recipient_id', '=', userId).where('state', 'in', ['QUEUED', 'UNCERTAIN']).execute();
  const unwritten = await tx
    .selectFrom('message as m')
    .innerJoin('message_recipient as r', 'r.message_id', 'm.id')
    .innerJoin('message_channel as c', 'c.message_id', 'm.id')
    .select(['m.id', 'm.not_after', 'c.channel'])
    .where('m.id', 'in', messageIds)
    .where('r.user_id', '=', userId)
    .where('m.fanned_out_at', 'is', null)
    .where('m.cancelled_at', 'is', null)
    .execute();
  if (unwritten.length === 0) return;
  const rows = unwritten.map(({ id, not_after, channel }) => ({ id: newId(), message_id: id, recipient_id: userId, channel, state: 'CANCELLED', detail: why, next_at: now, not_after, created_at: now, settled_at: now }));
  await tx.insertInto('delivery').values(rows).onConflict((conflict) => conflict.columns(['message_id', 'recipient_id', 'channel']).doNothing()).execute();
}
