import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Channel } from '../rules/channels.ts';
import { addressKey } from '../rules/mail-address.ts';

/**
 * Stops what waits for a person and what she does not want any more, in the caller's transaction: somebody who unsubscribes in the evening gets no mail the
 * next morning. What may have been sent, and what lies in a package for VNeID, goes its way.
 */
export async function withdrawUnwanted(tx: Tx, userId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({ state: 'SUPPRESSED', detail: 'OPTED_OUT', settled_at: now })
    .where('recipient_id', '=', userId)
    .where('state', '=', sql.lit('QUEUED'))
    .where((where) => where.or([where('channel', '<>', 'VNEID'), where('provider_id', 'is', null)]))
    .where((where) =>
      where.exists(
        where
          .selectFrom('message as m')
          .innerJoin('message_preference as p', 'p.topic', 'm.topic')
          .select('m.id')
          .whereRef('m.id', '=', 'delivery.message_id')
          .where('m.is_duty', '=', 0)
          .where('p.user_id', '=', userId)
          .whereRef('p.channel', '=', 'delivery.channel')
          .where('p.wants', '=', 0),
      ),
    )
    .execute();
}

/** Stops what waits for a person at an address that must not be written to any more, duty or not, in the caller's transaction. */
export async function withdrawDead(tx: Tx, { channel, recipientId, address }: { channel: Channel; recipientId: string; address: string }, now: Instant): Promise<void> {
  await tx.updateTable('delivery').set({ state: 'SUPPRESSED', detail: 'SUPPRESSED_ADDRESS', settled_at: now }).where('recipient_id', '=', recipientId).where('channel', '=', channel).where('address', '=', address).where('state', '=', sql.lit('QUEUED')).execute();
}

interface Dead {
  channel: Channel;
  recipientId: string;
  address: string;
  reason: 'BOUNCE' | 'COMPLAINT';
  /** The delivery that proved it; null when a person decided. */
  deliveryId: string | null;
}

/** Keeps an address from being written to, and stops what waits for it, in the caller's transaction. An older reason stays. */
export async function suppressAddress(tx: Tx, { channel, recipientId, address, reason, deliveryId }: Dead, now: Instant): Promise<void> {
  const key = channel === 'EMAIL' ? addressKey(address) : address;
  await tx.insertInto('suppression').values({ channel, address: key, reason, delivery_id: deliveryId, created_at: now }).onConflict((conflict) => conflict.doNothing()).execute();
  await withdrawDead(tx, { channel, recipientId, address }, now);
}
