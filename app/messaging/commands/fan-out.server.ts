import type { Db, Tx } from '../../../db/client.ts';
import type { Clock, Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Channel } from '../rules/channels.ts';
import { deadAddresses, fateFor, recipientColumns, type RecipientRow } from '../queries/recipient-facts.server.ts';

const recipientsAtOnce = 1_000;

interface Sending {
  id: string;
  topic: string;
  isDuty: boolean;
  isUrgent: boolean;
  sendAt: Instant;
  notAfter: Instant;
  channels: Channel[];
  correctsId: string | null;
}

/**
 * Writes one delivery for each recipient and channel, a thousand people to a transaction. It may be killed and run again, and two may run at once:
 * the unique key of a delivery decides. A cancelled message gets no more rows; who comes after its last moment gets it as expired, also in the inbox.
 * @returns how many deliveries were written now
 */
export async function fanOut(db: Db, clock: Clock, messageId: string): Promise<number> {
  let written = 0;
  let after = '';
  for (;;) {
    const piece = await db.transaction().execute((tx) => writePiece(tx, messageId, after, clock.now().toISOString()));
    if (piece === null) return written;
    written += piece.written;
    after = piece.last;
    // Others get their turn between two pieces.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @returns null when nobody is left */
async function writePiece(tx: Tx, messageId: string, after: string, now: Instant): Promise<{ written: number; last: string } | null> {
  const message = await sendingOf(tx, messageId);
  if (!message) return null;
  const people = await nextRecipients(tx, message, after);
  const last = people.at(-1)?.id;
  if (last === undefined) {
    await tx.updateTable('message').set({ fanned_out_at: now }).where('id', '=', messageId).where('fanned_out_at', 'is', null).execute();
    return null;
  }
  const dead = await deadAddresses(tx, people);
  const rows = message.channels.flatMap((channel) => people.map((person) => deliveryOf(message, channel, person, { dead, now })));
  const { numInsertedOrUpdatedRows } = await tx.insertInto('delivery').values(rows).onConflict((conflict) => conflict.columns(['message_id', 'recipient_id', 'channel']).doNothing()).executeTakeFirstOrThrow();
  return { written: Number(numInsertedOrUpdatedRows ?? 0), last };
}

async function sendingOf(tx: Tx, messageId: string): Promise<Sending | null> {
  const row = await tx.selectFrom('message').select(['id', 'topic', 'is_duty', 'urgency', 'send_at', 'not_after', 'corrects_id']).where('id', '=', messageId).where('fanned_out_at', 'is', null).where('cancelled_at', 'is', null).executeTakeFirst();
  if (!row) return null;
  const channels = await tx.selectFrom('message_channel').select('channel').where('message_id', '=', messageId).orderBy('channel').execute();
  return { id: row.id, topic: row.topic, isDuty: row.is_duty === 1, isUrgent: row.urgency === 'URGENT', sendAt: row.send_at, notAfter: row.not_after, channels: channels.map(({ channel }) => channel as Channel), correctsId: row.corrects_id };
}

/** The next people of the audience without a delivery, with what decides their fate on each channel. All channels of a person are written together. */
function nextRecipients(tx: Tx, message: Sending, after: string): Promise<RecipientRow[]> {
  return tx
    .selectFrom('message_recipient as r')
    .innerJoin('user_account as u', 'u.id', 'r.user_id')
    .select(recipientColumns(message.topic, message.correctsId))
    .where('r.message_id', '=', message.id)
    .where('r.user_id', '>', after)
    .where((where) => where.not(where.exists(where.selectFrom('delivery as d').select('d.id').where('d.message_id', '=', message.id).whereRef('d.recipient_id', '=', 'r.user_id'))))
    .orderBy('r.user_id')
    .limit(recipientsAtOnce)
    .execute();
}

function deliveryOf(message: Sending, channel: Channel, person: RecipientRow, { dead, now }: { dead: ReadonlySet<string>; now: Instant }) {
  const fate = fateFor(message, channel, person, dead);
  const { state, address, detail } = fate.state !== 'SUPPRESSED' && message.notAfter <= now ? { ...fate, state: 'EXPIRED' } : fate;
  return { id: newId(), message_id: message.id, recipient_id: person.id, channel, is_urgent: message.isUrgent ? 1 : 0, address, state, detail, next_at: message.sendAt > now ? message.sendAt : now, not_after: message.notAfter, created_at: now, settled_at: state === 'QUEUED' ? null : now };
}
