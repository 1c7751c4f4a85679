import { sql } from 'kysely';
import { prepared } from '../../../db/prepared.ts';
import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { remember } from '../../platform/remember.ts';
import type { MessageContent } from '../forms/content.ts';
import type { Channel, Urgency } from '../rules/channels.ts';
import { mobileColumn } from './recipient-facts.server.ts';

// Written out, not bound: a partial index serves only a condition that SQLite can see.
const waiting = ['QUEUED', 'UNCERTAIN'].map((state) => sql.lit(state));

const dueRows = prepared((db, value: (name: 'channel' | 'isUrgent' | 'now' | 'limit') => never) =>
  db
    .selectFrom('delivery as d')
    .innerJoin('message_channel as w', (join) => join.onRef('w.message_id', '=', 'd.message_id').onRef('w.channel', '=', 'd.channel'))
    .leftJoin('user_account as u', 'u.id', 'd.recipient_id')
    .leftJoin('message_outside as o', 'o.message_id', 'd.message_id')
    .leftJoin('message_recipient as r', (join) => join.onRef('r.message_id', '=', 'd.message_id').onRef('r.user_id', '=', 'd.recipient_id'))
    .leftJoin('membership as b', (join) => join.onRef('b.user_id', '=', 'u.id').on('b.is_primary', '=', sql.lit(1)).on('b.valid_to', 'is', null))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'b.unit_id').on('v.valid_to', 'is', null))
    .select(['d.id', 'd.state', 'd.attempts', 'd.address', 'd.is_urgent', 'd.message_id as messageId', 'd.not_after as notAfter', 'r.variables', 'w.when_closed', 'u.full_name', 'u.locale', 'v.name as unitName', 'o.sealed'])
    // Somebody outside is nobody whose messages of a day are counted.
    .select((of) => of.fn.coalesce('d.recipient_id', 'd.id').as('recipientId'))
    .where('d.channel', '=', value('channel'))
    .where('d.is_urgent', '=', value('isUrgent'))
    .where('d.state', 'in', waiting)
    .where('d.next_at', '<=', value('now'))
    .where('d.not_after', '>', value('now'))
    // Whoever was disabled while it waited gets nothing more; it runs out.
    .where('u.disabled_at', 'is', null)
    // So does what was addressed to a number that is no longer hers.
    .where((row) => row.or([row('d.channel', 'not in', ['SMS', 'ZALO'].map((channel) => sql.lit(channel))), row('d.address', '=', mobileColumn), row('d.recipient_id', 'is', null)]))
    // What was forgotten of somebody outside cannot be sent any more.
    .where((row) => row.or([row('d.recipient_id', 'is not', null), row('o.sealed', 'is not', null)]))
    .where('d.message_id', 'not in', db.selectFrom('message').select('id').where(sql<boolean>`paused_at is not null or cancelled_at is not null`))
    .orderBy('d.next_at')
    .limit(value('limit')),
);

export type DueRow = Awaited<ReturnType<typeof dueRows>>[number];

/** The next deliveries that are due on a channel: urgent ones first, then by time. Nothing of a message that is paused or cancelled. */
export async function listDue(tx: Tx, channel: Channel, limit: number, now: Instant, which: 'all' | 'urgent' | 'not urgent' = 'all'): Promise<DueRow[]> {
  const urgent = which === 'not urgent' ? [] : await dueRows(tx, { channel, isUrgent: 1, now, limit });
  if (which === 'urgent' || urgent.length >= limit) return urgent;
  return [...urgent, ...(await dueRows(tx, { channel, isUrgent: 0, now, limit: limit - urgent.length }))];
}

const pauseRow = prepared((db, value: (name: 'channel') => never) => db.selectFrom('channel_pause').select('channel').where('channel', '=', value('channel')));

/** Whether a channel is held by an administrator or after a restore. */
export async function isChannelPaused(tx: Tx, channel: Channel): Promise<boolean> {
  return (await pauseRow(tx, { channel })).length > 0;
}

const messageRow = prepared((db, value: (name: 'messageId') => never) =>
  db.selectFrom('message').select(['source_type', 'topic', 'is_duty', 'is_drill', 'urgency', 'corrects_id', 'reason', 'content']).where('id', '=', value('messageId')),
);

// A message never changes once it is written.
const known = remember<ReturnType<typeof readMessage>>(50);

/** What all letters of a message have in common. One object for all of them, so that whoever draws them can know it again. */
export function messageOf(tx: Tx, messageId: string): ReturnType<typeof readMessage> {
  return known(messageId, () => readMessage(tx, messageId));
}

async function readMessage(tx: Tx, messageId: string) {
  const [row] = await messageRow(tx, { messageId });
  if (!row) throw new Error(`there is no message ${messageId}`);
  return { topic: row.topic, isDuty: row.is_duty === 1, isDrill: row.is_drill === 1, isCampaign: row.source_type === 'CAMPAIGN', urgency: row.urgency as Urgency, correctsId: row.corrects_id, reason: JSON.parse(row.reason) as Localised, content: JSON.parse(row.content) as MessageContent };
}
