import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import type { MessageContent } from '../forms/content.ts';
import { sealReader, type OutsideReader } from '../outside-reader.server.ts';
import { addressKey, checkAddress } from '../rules/mail-address.ts';
import { messageRow } from './write-message.server.ts';

/** The ways to somebody without an account. */
export type OutsideChannel = 'EMAIL' | 'SMS';

export interface OutsideMessage {
  /** What it is about; the same words to the same reader for the same source are one message. */
  sourceId: string;
  channel: OutsideChannel;
  reader: OutsideReader;
  reason: Localised;
  content: MessageContent;
  notAfter: Instant;
  createdBy: string | null;
  now: Instant;
}

export type OutsideOutcome = { ok: true; messageId: string } | { ok: false; why: 'BAD_ADDRESS' | 'DEAD_ADDRESS' };

/**
 * Writes a message to one person without an account, with its one delivery, in the caller's transaction: from there it goes the way of every other one.
 * Name and address are kept sealed. An address that must not be written to is refused before anything is written.
 * @throws ZodError for content that no form would let through
 */
export async function writeOutside(tx: Tx, secret: string, { sourceId, channel, reader, now, ...rest }: OutsideMessage): Promise<OutsideOutcome> {
  const key = keyOf(channel, reader.address);
  if (key === null) return { ok: false, why: 'BAD_ADDRESS' };
  if (await tx.selectFrom('suppression').select('address').where('channel', '=', channel).where('address', '=', key).executeTakeFirst()) return { ok: false, why: 'DEAD_ADDRESS' };
  const row = messageRow({ source: { type: 'NOTICE', id: sourceId }, topic: 'SYSTEM', isDuty: true, urgency: 'NORMAL', sendAt: now, now, ...rest });
  await tx.insertInto('message').values({ ...row, fanned_out_at: now }).execute();
  await tx.insertInto('message_channel').values({ message_id: row.id, channel, when_closed: 'WAIT' }).execute();
  await tx.insertInto('message_outside').values({ message_id: row.id, sealed: sealReader(secret, row.id, reader) }).execute();
  await tx.insertInto('delivery').values({ id: newId(), message_id: row.id, recipient_id: null, channel, address: null, state: 'QUEUED', next_at: now, not_after: rest.notAfter, created_at: now }).execute();
  return { ok: true, messageId: row.id };
}

/** How an address stands on the list of those that must not be written to; null when nothing can be sent there. */
function keyOf(channel: OutsideChannel, address: string): string | null {
  if (channel === 'SMS') return mobileNumber(address);
  return checkAddress(address).ok ? addressKey(address) : null;
}

/** Forgets whom these messages went to and what they said, in the caller's transaction: what has not been sent is not sent, the books keep their numbers. */
export async function forgetOutside(tx: Tx, messageIds: readonly string[], now: Instant): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.updateTable('delivery').set({ state: 'CANCELLED', settled_at: now }).where('message_id', 'in', messageIds).where('state', 'in', ['QUEUED', 'UNCERTAIN']).execute();
  await tx.updateTable('message_outside').set({ sealed: null }).where('message_id', 'in', messageIds).execute();
  await tx.updateTable('message').set({ content: JSON.stringify({ vi: { subject: '…', body: '…' } }) }).where('id', 'in', messageIds).execute();
}
