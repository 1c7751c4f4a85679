import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { readSetting } from '../../platform/settings.server.ts';
import type { Channel, Topic } from '../rules/channels.ts';
import type { SuppressedReason } from '../rules/fate.ts';
import { capHours, dailyCap, personalChannels, quietHours, quietUntil, type HoldReason } from '../rules/sending-hours.ts';
import { deadAddresses, fateFor, reachable, recipientColumns } from './recipient-facts.server.ts';

const peopleAtOnce = 1_000;

/** A message that may be written: enough of it to say what would become of it. */
export interface Planned {
  topic: Topic;
  isDuty: boolean;
  channels: readonly Channel[];
  sendAt: Instant;
}

/** What would become of it for one person on one channel. `waits` is why it may not go at its moment. */
export interface Forecast {
  channel: Channel;
  suppressed: SuppressedReason | null;
  waits: HoldReason | null;
}

/**
 * Says for each person through which channels a message would come, by the same sentences as fan-out and claiming. Who has had her messages of the day is known
 * only from what has been sent by now.
 */
export async function forecastDeliveries(db: Db, message: Planned, people: readonly string[], timeZone: string): Promise<Map<string, Forecast[]>> {
  const on = dayIn(timeZone, new Date(message.sendAt));
  const quiet = await readSetting(db, quietHours, on);
  const cap = await readSetting(db, dailyCap, on);
  const isQuiet = quietUntil(message.sendAt, timeZone, quiet) !== null;
  const forecasts = new Map<string, Forecast[]>();
  for (let at = 0; at < people.length; at += peopleAtOnce) {
    const piece = people.slice(at, at + peopleAtOnce);
    const rows = (await db.selectFrom('user_account as u').select(recipientColumns(message.topic, null)).where('u.id', 'in', piece).execute()).map(reachable);
    const dead = await deadAddresses(db, rows);
    const full = await listWithFullDay(db, piece, message.sendAt, cap);
    const waitsOn = (channel: Channel, id: string): HoldReason | null => (isQuiet && quiet.channels.includes(channel) ? 'QUIET_HOURS' : full.has(id) && personalChannels.includes(channel) ? 'CAP' : null);
    // Others get their turn between two pieces.
    await new Promise((resolve) => setImmediate(resolve));
    for (const row of rows) forecasts.set(row.id, message.channels.map((channel) => {
      const { detail } = fateFor({ isDuty: message.isDuty, correctsId: null }, channel, row, dead);
      return { channel, suppressed: detail, waits: detail === null ? waitsOn(channel, row.id) : null };
    }));
  }
  return forecasts;
}

/** Who has had as many messages in the hours before as the cap allows. */
async function listWithFullDay(db: Db, people: readonly string[], sendAt: Instant, cap: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('delivery as d')
    .innerJoin('message as m', 'm.id', 'd.message_id')
    .select('d.recipient_id')
    .where('d.recipient_id', 'in', people)
    .where('d.channel', 'in', personalChannels)
    .where('d.accepted_at', '>', plusMinutes(sendAt, -capHours * 60))
    .where('m.urgency', '<>', 'URGENT')
    .groupBy('d.recipient_id')
    .having((having) => having(having.fn.count<number>('d.message_id').distinct(), '>=', cap))
    .$narrowType<{ recipient_id: string }>()
    .execute();
  return new Set(rows.map((row) => row.recipient_id));
}
