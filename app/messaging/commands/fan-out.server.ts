import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { changesMark } from '../../../db/changes-mark.ts';
import { makeRoom } from '../../../db/make-room.ts';
import type { Clock, Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { othersTurn } from '../../platform/others-turn.ts';
import type { Channel } from '../rules/channels.ts';
import { deadAddresses, fateFor, reachable, recipientColumns, type Reachable, type RecipientRow } from '../queries/recipient-facts.server.ts';
import type { Fate } from '../rules/fate.ts';

/** So few that pages waiting to write get their turn within a few hundredths of a second. */
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
 * the unique key of a delivery decides. A cancelled message gets no more rows, one that is held none until it goes on; who comes after its last moment gets it as expired, also in the inbox.
 * A piece is read and worked out while others may write; when nobody has, it is what would be read under the lock, and the lock is held for the writing alone.
 * @returns how many deliveries were written now
 */
export async function fanOut(db: Db, clock: Clock, messageId: string): Promise<number> {
  let written = 0;
  for (let after = ''; ; await othersTurn()) {
    const begin = performance.now();
    const read = (handle: Db) => readPiece(handle, messageId, after, clock.now().toISOString());
    const mark = await changesMark(db);
    const ahead = await read(db);
    if (after !== '') await makeRoom(begin);
    const { piece, count } = await db.transaction().execute(async (tx) => {
      const valid = (await changesMark(tx)) === mark ? ahead : await read(tx);
      return { piece: valid, count: valid ? await writePiece(tx, valid) : 0 };
    });
    written += count;
    if (!piece || piece.isLast) return written;
    after = piece.last;
  }
}

interface Piece {
  message: Sending;
  /** The last of its people, and whether nobody comes after her. */
  last: string;
  isLast: boolean;
  /** For each channel id, recipient, state, address, detail and end of the new rows, as JSON. */
  deliveries: { channel: Channel; rows: string }[];
  now: Instant;
}

/** The next people with what becomes of the message for each of them on each channel; null when the message gets no more rows. */
async function readPiece(db: Db, messageId: string, after: string, now: Instant): Promise<Piece | null> {
  const message = await sendingOf(db, messageId, now);
  if (!message) return null;
  const people = (await nextRecipients(db, message, after)).map(reachable);
  const dead = await deadAddresses(db, people);
  const rowOf = (person: Reachable, channel: Channel) => {
    const { state, address, detail } = fateNow(message, fateFor(message, channel, person, dead), now);
    return [newId(), person.id, state, address, detail, state === 'QUEUED' ? null : now];
  };
  const deliveries = message.channels.map((channel) => ({ channel, rows: JSON.stringify(people.map((person) => rowOf(person, channel))) }));
  return { message, last: people.at(-1)?.id ?? after, isLast: people.length < recipientsAtOnce, deliveries, now };
}

/** @returns how many deliveries are new */
async function writePiece(tx: Tx, { message, isLast, deliveries, now }: Piece): Promise<number> {
  let written = 0;
  for (const { channel, rows } of deliveries) if (rows !== '[]') written += await insertDeliveries(tx, message, channel, rows, now);
  if (isLast) await tx.updateTable('message').set({ fanned_out_at: now }).where('id', '=', message.id).where('fanned_out_at', 'is', null).execute();
  return written;
}

/** Nothing while it is held: what lies in an inbox cannot be held any more. */
async function sendingOf(db: Db, messageId: string, now: Instant): Promise<Sending | null> {
  const row = await db.selectFrom('message').select(['id', 'topic', 'is_duty', 'urgency', 'send_at', 'not_after', 'corrects_id']).where('id', '=', messageId).where('fanned_out_at', 'is', null).where('cancelled_at', 'is', null).where((where) => where.or([where('paused_at', 'is', null), where('not_after', '<=', now)])).executeTakeFirst();
  if (!row) return null;
  const channels = await db.selectFrom('message_channel').select('channel').where('message_id', '=', messageId).orderBy('channel').execute();
  return { id: row.id, topic: row.topic, isDuty: row.is_duty === 1, isUrgent: row.urgency === 'URGENT', sendAt: row.send_at, notAfter: row.not_after, channels: channels.map(({ channel }) => channel as Channel), correctsId: row.corrects_id };
}

/** The next people of the audience without a delivery, with what decides their fate on each channel. All channels of a person are written together. */
function nextRecipients(db: Db, message: Sending, after: string): Promise<RecipientRow[]> {
  return db
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

/** The fate of a message on a channel; who comes after its last moment gets it as expired. */
function fateNow(message: Sending, fate: Fate, now: Instant): FateNow {
  return fate.state !== 'SUPPRESSED' && message.notAfter <= now ? { ...fate, state: 'EXPIRED' } : fate;
}

type FateNow = Omit<Fate, 'state'> & { state: Fate['state'] | 'EXPIRED' };

/** Writes the rows of one channel; a row that is there already stays as it is. @returns how many are new */
async function insertDeliveries(tx: Tx, message: Sending, channel: Channel, rows: string, now: Instant): Promise<number> {
  const of = (at: number) => sql<string>`fresh.value ->> ${sql.lit(at)}`;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('delivery')
    .columns(['id', 'recipient_id', 'state', 'address', 'detail', 'settled_at', 'message_id', 'channel', 'is_urgent', 'next_at', 'not_after', 'created_at'])
    .expression((query) =>
      query
        .selectFrom(sql`json_each(${rows})`.as('fresh'))
        .select([0, 1, 2, 3, 4, 5].map((at) => of(at).as(`v${at}`)))
        .select((row) => [row.val(message.id).as('m'), row.val(channel).as('c'), row.val(message.isUrgent ? 1 : 0).as('u'), row.val(message.sendAt > now ? message.sendAt : now).as('n'), row.val(message.notAfter).as('e'), row.val(now).as('t')])
        // Without a condition SQLite would read what follows as one of a join.
        .where(sql<boolean>`true`),
    )
    .onConflict((conflict) => conflict.columns(['message_id', 'recipient_id', 'channel']).doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}
