import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import { readSetting } from '../../platform/settings.server.ts';
import type { MessageContent } from '../forms/content.ts';
import type { Channel, WhenClosed } from '../rules/channels.ts';
import { dailyCap, personalChannels, quietHours, quietUntil } from '../rules/sending-hours.ts';
import type { Letter } from '../sender.ts';
import { holdOverCap, holdQuiet } from './hold-deliveries.server.ts';

export const leaseMinutes = 2;

export interface ClaimedLetter {
  leaseId: string;
  attempts: number;
  letter: Letter;
}

/**
 * Takes the next due deliveries of a channel by a lease, in one transaction that ends before anything is sent. Urgent ones first, then by time.
 * Nothing is taken while the channel or the message is paused, or when its time is over; what falls into quiet hours or over a person's cap is put off.
 */
export async function claimDeliveries(db: Db, channel: Channel, limit: number, now: Instant, timeZone: string): Promise<ClaimedLetter[]> {
  const today = dayIn(timeZone, new Date(now));
  const quiet = await readSetting(db, quietHours, today);
  const cap = personalChannels.includes(channel) ? await readSetting(db, dailyCap, today) : Infinity;
  const until = quiet.channels.includes(channel) ? quietUntil(now, timeZone, quiet) : null;
  return db.transaction().execute(async (tx) => {
    if (until) await holdQuiet(tx, channel, until, now);
    for (;;) {
      const due = (await dueRows(tx, channel, limit, now)).map((row) => ({ ...row, recipientId: row.userId, messageId: row.message_id, isUrgent: row.urgency === 'URGENT', whenClosed: row.when_closed as WhenClosed }));
      if (due.length === 0) return [];
      const open = cap === Infinity ? due : await holdOverCap(tx, due, cap, now);
      if (open.length > 0) return take(tx, channel, open, now);
    }
  });
}

function dueRows(tx: Tx, channel: Channel, limit: number, now: Instant) {
  return tx
    .selectFrom('delivery as d')
    .innerJoin('message as m', 'm.id', 'd.message_id')
    .innerJoin('message_channel as w', (join) => join.onRef('w.message_id', '=', 'm.id').onRef('w.channel', '=', 'd.channel'))
    .innerJoin('user_account as u', 'u.id', 'd.recipient_id')
    .leftJoin('message_recipient as r', (join) => join.onRef('r.message_id', '=', 'd.message_id').onRef('r.user_id', '=', 'd.recipient_id'))
    .leftJoin('membership as b', (join) => join.onRef('b.user_id', '=', 'u.id').on('b.is_primary', '=', sql.lit(1)).on('b.valid_to', 'is', null))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'b.unit_id').on('v.valid_to', 'is', null))
    .select(['d.id', 'd.state', 'd.attempts', 'd.address', 'd.message_id', 'u.id as userId', 'u.full_name', 'u.locale', 'v.name as unitName', 'm.topic', 'm.is_duty', 'm.is_drill', 'm.urgency', 'm.corrects_id', 'm.reason', 'm.content', 'r.variables', 'w.when_closed'])
    .where('d.channel', '=', channel)
    .where('d.state', 'in', ['QUEUED', 'UNCERTAIN'])
    .where('d.next_at', '<=', now)
    .where('d.not_after', '>', now)
    .where('m.paused_at', 'is', null)
    .where('m.cancelled_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('channel_pause as c').select('c.channel').whereRef('c.channel', '=', 'd.channel'))))
    .orderBy(sql`m.urgency = 'URGENT'`, 'desc')
    .orderBy('d.next_at')
    .limit(limit)
    .execute();
}

async function take(tx: Tx, channel: Channel, rows: readonly LetterRow[], now: Instant): Promise<ClaimedLetter[]> {
  const leaseId = newId();
  const ids = rows.map((row) => row.id);
  await tx.updateTable('delivery').set((set) => ({ state: 'SENDING', lease_id: leaseId, lease_until: plusMinutes(now, leaseMinutes), attempts: set('attempts', '+', 1) })).where('id', 'in', ids).execute();
  return rows.map((row) => ({ leaseId, attempts: row.attempts + 1, letter: letterOf(row, channel) }));
}

interface LetterRow {
  id: string;
  state: string;
  attempts: number;
  address: string | null;
  message_id: string;
  userId: string;
  full_name: string;
  locale: string;
  unitName: string | null;
  topic: string;
  is_duty: number;
  is_drill: number;
  corrects_id: string | null;
  reason: string;
  content: string;
  variables: string | null;
}

function letterOf(row: LetterRow, channel: Channel): Letter {
  return {
    deliveryId: row.id,
    messageId: row.message_id,
    channel,
    address: row.address,
    recipient: { id: row.userId, fullName: row.full_name, unitName: row.unitName, locale: row.locale === 'en' ? 'en' : 'vi' },
    topic: row.topic,
    isDuty: row.is_duty === 1,
    isDrill: row.is_drill === 1,
    correctsId: row.corrects_id,
    reason: JSON.parse(row.reason) as Localised,
    content: JSON.parse(row.content) as MessageContent,
    ...(row.variables === null ? {} : { variables: JSON.parse(row.variables) as Record<string, string> }),
    wasUncertain: row.state === 'UNCERTAIN',
  };
}
