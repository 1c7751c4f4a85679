import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Day, type Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { instantOf } from '../../platform/local-time.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { quietHours, quietUntil } from '../../messaging/index.ts';
import { campaignState, type CampaignState } from '../rules/campaign-state.ts';
import { daysOf, endOf, type Month } from '../rules/month.ts';
import type { PublicMedium } from '../rules/media.ts';
import { broadcastQuietHours, quietMedia } from '../rules/slot-plan.ts';
import { hourOf } from '../rules/window.ts';
import type { HolidayRow } from './forecast.server.ts';

export interface CalendarEntry {
  at: Instant;
  /** How far it is into its day, in hours. */
  hour: number;
  campaignId: string;
  name: string;
  state: CampaignState;
  isDrill: boolean;
  /** Null for a send to officials. */
  medium: string | null;
  /** At how many places a broadcast is planned. */
  places: number;
  /** The second wave of a staggered campaign. */
  isSecond: boolean;
  /** A broadcast inside the quiet hours of broadcasts. */
  isQuiet: boolean;
  /** Channels that wait for the end of the quiet hours, and until when. */
  waits: { channels: string[]; until: Instant } | null;
}
export interface CalendarDay {
  day: Day;
  holiday: HolidayRow | null;
  entries: CalendarEntry[];
}
export interface CalendarMonth {
  month: Month;
  quiet: { from: string; to: string; channels: string[] };
  /** Between these times broadcasts need a reason. */
  broadcastQuiet: { from: string; to: string };
  days: CalendarDay[];
}

/** What goes out on each day of a month: sends to officials and broadcasts, of campaigns that are launched and of those that are still written. */
export async function calendarMonth(db: Db, month: Month, { at, today, timeZone }: { at: Instant; today: Day; timeZone: string }): Promise<CalendarMonth> {
  const quiet = await readSetting(db, quietHours, today);
  const broadcastQuiet = await readSetting(db, broadcastQuietHours, today);
  const days = daysOf(month);
  const [begin, end] = [instantOf(`${days[0]}T00:00`, timeZone), instantOf(`${endOf(month)}T00:00`, timeZone)];
  const within = { begin, end, at, timeZone, quiet, broadcastQuiet };
  const holidays = await db.selectFrom('holiday').selectAll().where('day', 'in', days).execute();
  const entries = [...(await sendsWithin(db, within)), ...(await broadcastsWithin(db, within))].toSorted((one, other) => one.at.localeCompare(other.at));
  return { month, quiet, broadcastQuiet, days: days.map((day) => ({ day, holiday: holidays.find((holiday) => holiday.day === day) ?? null, entries: entries.filter((entry) => dayIn(timeZone, new Date(entry.at)) === day) })) };
}

interface Within {
  begin: Instant;
  end: Instant;
  at: Instant;
  timeZone: string;
  quiet: CalendarMonth['quiet'];
  broadcastQuiet: CalendarMonth['broadcastQuiet'];
}

const columns = ['c.id', 'c.name', 'c.is_drill', 'c.urgency', 'c.send_at', 'c.not_after', 'c.stagger_days', 'c.submitted_at', 'c.launched_at', 'c.paused_at', 'c.cancelled_at', 'e.decided_at'] as const;

async function sendsWithin(db: Db, { begin, end, at, timeZone, quiet }: Within): Promise<CalendarEntry[]> {
  const rows = await db
    .selectFrom('campaign as c')
    .leftJoin('campaign_evaluation as e', 'e.campaign_id', 'c.id')
    .select(columns)
    .select((row) => row.selectFrom('campaign_medium as m').select((of) => of.fn.agg<string>('group_concat', ['m.medium']).as('media')).whereRef('m.campaign_id', '=', 'c.id').as('media'))
    .where('c.send_at', '<', end)
    // The latest second wave comes sixty days after the first.
    .where('c.send_at', '>=', plusMinutes(begin, -60 * 1_440))
    .where('c.cancelled_at', 'is', null)
    .execute();
  return rows.flatMap((row) => {
    const media = (row.media ?? '').split(',');
    if (!media.includes('MESSAGE') || !row.send_at) return [];
    const moments = row.stagger_days > 0 ? [row.send_at, plusMinutes(row.send_at, row.stagger_days * 1_440)] : [row.send_at];
    return moments.map((moment, wave) => {
      const until = row.urgency === 'URGENT' ? null : quietUntil(moment, timeZone, quiet);
      const channels = media.filter((medium) => quiet.channels.includes(medium));
      return { at: moment, hour: hourOf(moment, timeZone), campaignId: row.id, name: row.name, state: campaignState(row, at), isDrill: row.is_drill === 1, medium: null, places: 0, isSecond: wave === 1, isQuiet: false, waits: until && channels.length > 0 ? { channels, until } : null };
    }).filter((entry) => entry.at >= begin && entry.at < end);
  });
}

async function broadcastsWithin(db: Db, { begin, end, at, timeZone, broadcastQuiet }: Within): Promise<CalendarEntry[]> {
  const rows = await db
    .selectFrom('broadcast_slot as s')
    .innerJoin('campaign as c', 'c.id', 's.campaign_id')
    .leftJoin('campaign_evaluation as e', 'e.campaign_id', 'c.id')
    .select(columns)
    .select((row) => ['s.medium', 's.starts_at', row.fn.countAll<number>().as('places')])
    .where('s.starts_at', '>=', begin)
    .where('s.starts_at', '<', end)
    .where('c.cancelled_at', 'is', null)
    .groupBy(['c.id', 's.medium', 's.starts_at'])
    .execute();
  return rows.map((row) => ({ at: row.starts_at, hour: hourOf(row.starts_at, timeZone), campaignId: row.id, name: row.name, state: campaignState(row, at), isDrill: row.is_drill === 1, medium: row.medium, places: Number(row.places), isSecond: false, isQuiet: quietMedia.includes(row.medium as PublicMedium) && quietUntil(row.starts_at, timeZone, broadcastQuiet) !== null, waits: null }));
}
