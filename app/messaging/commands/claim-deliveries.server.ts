import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import type { MessageContent } from '../forms/content.ts';
import type { Channel } from '../rules/channels.ts';
import type { Letter } from '../sender.ts';

export const leaseMinutes = 2;

export interface ClaimedLetter {
  leaseId: string;
  attempts: number;
  letter: Letter;
}

/**
 * Takes the next due deliveries of a channel by a lease, in one transaction that ends before anything is sent. Urgent ones first, then by time.
 * Nothing is taken while the channel or the message is paused, or when its time is over.
 */
export function claimDeliveries(db: Db, channel: Channel, limit: number, now: Instant): Promise<ClaimedLetter[]> {
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('delivery as d')
      .innerJoin('message as m', 'm.id', 'd.message_id')
      .innerJoin('user_account as u', 'u.id', 'd.recipient_id')
      .leftJoin('membership as b', (join) => join.onRef('b.user_id', '=', 'u.id').on('b.is_primary', '=', sql.lit(1)).on('b.valid_to', 'is', null))
      .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'b.unit_id').on('v.valid_to', 'is', null))
      .select(['d.id', 'd.state', 'd.attempts', 'd.address', 'd.message_id', 'u.id as userId', 'u.full_name', 'u.locale', 'v.name as unitName', 'm.topic', 'm.is_duty', 'm.is_drill', 'm.corrects_id', 'm.reason', 'm.content'])
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
    if (rows.length === 0) return [];
    const leaseId = newId();
    const ids = rows.map((row) => row.id);
    await tx.updateTable('delivery').set((set) => ({ state: 'SENDING', lease_id: leaseId, lease_until: plusMinutes(now, leaseMinutes), attempts: set('attempts', '+', 1) })).where('id', 'in', ids).execute();
    return rows.map((row) => ({ leaseId, attempts: row.attempts + 1, letter: letterOf(row, channel) }));
  });
}

interface LetterRow {
  id: string;
  state: string;
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
    wasUncertain: row.state === 'UNCERTAIN',
  };
}
