import type { Channel, DeliveryState } from '../../app/messaging/rules/channels.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Db } from '../../db/client.ts';

interface DeliveryTraits {
  topic?: string;
  isDuty?: boolean;
  state?: DeliveryState;
  address?: string | null;
  channel?: Channel;
  attempts?: number;
}

/** A mail in the ledger, as if it had been sent. */
export function makeMailDelivery(db: Db, userId: string, traits: DeliveryTraits = {}): Promise<string> {
  return makeDelivery(db, userId, { address: 'Thuy.Duong@vi-du.vn', ...traits });
}

/** A text in the ledger, handed to its gateway once. */
export function makeText(db: Db, userId: string, traits: DeliveryTraits = {}): Promise<string> {
  return makeDelivery(db, userId, { channel: 'SMS', address: '+84912345678', attempts: 1, ...traits });
}

async function makeDelivery(db: Db, userId: string, traits: DeliveryTraits): Promise<string> {
  const [messageId, id] = [newId(), newId()];
  const at = '2026-11-23T01:00:00.000Z';
  const until = '2026-12-23T01:00:00.000Z';
  const message = { source_type: 'NOTICE' as const, source_id: messageId, topic: traits.topic ?? 'TRAINING', is_duty: traits.isDuty ? 1 : 0, urgency: 'NORMAL' as const, reason: '{}', content: '{}', content_hash: messageId };
  await db.insertInto('message').values({ id: messageId, ...message, send_at: at, not_after: until, created_at: at }).execute();
  const state = traits.state ?? 'ACCEPTED';
  const lease = state === 'SENDING' ? { lease_id: newId(), lease_until: until } : {};
  await db
    .insertInto('delivery')
    .values({ id, message_id: messageId, recipient_id: userId, channel: traits.channel ?? 'EMAIL', address: traits.address ?? null, attempts: traits.attempts ?? (state === 'QUEUED' ? 0 : 1), state, next_at: at, not_after: until, created_at: at, ...lease })
    .execute();
  return id;
}
