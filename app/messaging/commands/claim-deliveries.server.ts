import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { isChannelPaused, listDue, messageOf, type DueRow } from '../queries/due-deliveries.server.ts';
import type { Channel } from '../rules/channels.ts';
import { dailyCap, personalChannels, quietHours, quietUntil } from '../rules/sending-hours.ts';
import type { Pace } from '../pace.server.ts';
import type { Letter } from '../sender.ts';
import { holdOverCap } from './hold-deliveries.server.ts';
import { settleDeliveries, settleIn, type ClaimedLetter, type Settled } from './settle-deliveries.server.ts';

export const leaseMinutes = 2;
/** How many deliveries are looked at in one transaction when all before them had to be put off. */
const lookedAtOnce = 500;

export interface Claimer {
  settled?: readonly Settled[];
  /** Under which the caller holds leases. */
  processId?: string | undefined;
  /** What the provider allows all processes together; none without a limit. */
  pace?: Pace | undefined;
}

/**
 * Takes the next due deliveries of a channel by a lease, in one transaction that ends before anything is sent. Urgent ones first, then by time.
 * Nothing is taken while the channel or the message is paused, when its time is over, or in quiet hours, and not more than the provider allows; what is over a person's cap is put off.
 * @param by.settled what came of earlier calls, written in the same transaction: one wait for the disk instead of two
 */
export async function claimDeliveries(db: Db, channel: Channel, limit: number, now: Instant, timeZone: string, { settled = [], processId, pace }: Claimer = {}): Promise<ClaimedLetter[]> {
  if (limit <= 0) {
    if (settled.length > 0) await settleDeliveries(db, settled, now);
    return [];
  }
  const today = dayIn(timeZone, new Date(now));
  const quiet = await readSetting(db, quietHours, today);
  const cap = personalChannels.includes(channel) ? await readSetting(db, dailyCap, today) : Infinity;
  const urgentOnly = quiet.channels.includes(channel) && quietUntil(now, timeZone, quiet) !== null;
  const look = (tx: Tx, count: number) => claimIn(tx, { channel, limit, now, cap, urgentOnly, look: count, holder: processId ?? null, pace });
  let claimed = await db.transaction().execute(async (tx) => {
    await settleIn(tx, settled, now);
    return look(tx, limit);
  });
  while (claimed === 'all put off') claimed = await db.transaction().execute((tx) => look(tx, lookedAtOnce));
  return claimed;
}

interface Wanted {
  channel: Channel;
  limit: number;
  now: Instant;
  cap: number;
  urgentOnly: boolean;
  /** How many due deliveries are looked at; at least the limit. */
  look: number;
  holder: string | null;
  pace: Pace | undefined;
}

async function claimIn(tx: Tx, { channel, limit: wanted, now, cap, urgentOnly, look, holder, pace }: Wanted): Promise<ClaimedLetter[] | 'all put off'> {
  if (await isChannelPaused(tx, channel)) return [];
  const limit = pace ? Math.min(wanted, await pace.room(tx)) : wanted;
  if (limit === 0) return [];
  const due = await listDue(tx, channel, look, now, urgentOnly ? 'urgent' : 'all');
  if (due.length === 0) return [];
  const open = cap === Infinity ? due.slice(0, limit) : await holdOverCap(tx, due, { cap, limit, now });
  if (open.length === 0) return 'all put off';
  const taken = await take(tx, open, { channel, now, holder });
  await pace?.began(tx, taken.length);
  return taken;
}

const markTaken = prepared((db, value: (name: 'leaseId' | 'leaseUntil' | 'holder' | 'ids') => never) =>
  db
    .updateTable('delivery')
    .set((set) => ({ state: 'SENDING', lease_id: value('leaseId'), lease_until: value('leaseUntil'), holder: value('holder'), attempts: set('attempts', '+', sql.lit(1)) }))
    .where('id', 'in', sql<string>`(select value from json_each(${value('ids')}))`),
);

async function take(tx: Tx, rows: readonly DueRow[], { channel, now, holder }: Pick<Wanted, 'channel' | 'now' | 'holder'>): Promise<ClaimedLetter[]> {
  const leaseId = newId();
  await markTaken(tx, { leaseId, leaseUntil: plusMinutes(now, leaseMinutes), holder, ids: JSON.stringify(rows.map((row) => row.id)) });
  return Promise.all(rows.map(async (row) => ({ leaseId, attempts: row.attempts + 1, letter: await letterOf(tx, row, channel, now) })));
}

async function letterOf(tx: Tx, row: DueRow, channel: Channel, now: Instant): Promise<Letter> {
  return {
    deliveryId: row.id,
    messageId: row.messageId,
    channel,
    address: row.address,
    recipient: { id: row.recipientId, fullName: row.full_name ?? '', unitName: row.unitName, locale: row.locale === 'en' ? 'en' : 'vi' },
    takenAt: now,
    notAfter: row.notAfter,
    ...(row.variables === null ? {} : { variables: JSON.parse(row.variables) as Record<string, string> }),
    ...(row.sealed === null ? {} : { outside: row.sealed }),
    wasUncertain: row.state === 'UNCERTAIN',
    ...(await messageOf(tx, row.messageId)),
  };
}
