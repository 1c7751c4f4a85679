import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Day, type Instant } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { isDeadMail, isLiveSubscription, mobileColumn, oddDeadMail } from '../../messaging/index.server.ts';
import { dailyCap, personalChannels, quietHours, quietUntil, type Channel, type WhenClosed } from '../../messaging/index.ts';
import { forecastOf, type Forecast } from '../rules/forecast.ts';
import { personalMedia } from '../rules/media.ts';
import { hourOf, windowFacts, type WindowFacts } from '../rules/window.ts';
import { addressedQuery } from './audience.server.ts';
import type { CampaignPage } from './campaign-page.server.ts';

export interface HolidayRow {
  day: Day;
  name_vi: string;
  name_en: string;
}
export interface ScheduleFacts {
  quiet: { from: string; to: string; channels: string[] };
  /** Whether its people are those of the list frozen when it was handed in, and no longer whom its rules mean today. */
  isFrozen: boolean;
  cap: number;
  /** Null while the campaign has no schedule. */
  start: { sendAt: Instant; notAfter: Instant; /** How far the start is into its day. */ hour: number; until: Instant | null; isPast: boolean; window: WindowFacts; holidays: HolidayRow[]; forecasts: Forecast[] } | null;
}

/** What the days and hours of a campaign's schedule mean, in numbers. */
export async function scheduleFacts(db: Db, campaign: CampaignPage, { at, today, timeZone }: { at: Instant; today: Day; timeZone: string }): Promise<ScheduleFacts> {
  const [quiet, cap] = [await readSetting(db, quietHours, today), await readSetting(db, dailyCap, today)];
  const { send_at: sendAt, not_after: notAfter } = campaign;
  const isFrozen = campaign.submitted_at !== null;
  if (!sendAt || !notAfter) return { quiet, isFrozen, cap, start: null };
  const until = quietUntil(sendAt, timeZone, quiet);
  const window = windowFacts(sendAt, notAfter, until, timeZone);
  const holidays = await db.selectFrom('holiday').selectAll().where('day', '>=', window.firstDay).where('day', '<=', window.lastDay).orderBy('day').limit(20).execute();
  const counts = await channelCounts(db, campaign, { sendAt, today, cap });
  const closing = { notAfter, isUrgent: campaign.urgency === 'URGENT', quietUntil: until, quietChannels: quiet.channels };
  return { quiet, isFrozen, cap, start: { sendAt, notAfter, hour: hourOf(sendAt, timeZone), until, isPast: sendAt <= at, window, holidays, forecasts: counts.map((count) => forecastOf(count, closing)) } };
}

/** For each channel of a campaign: to how many of its audience it comes, and how many of those are over the cap at its start. */
async function channelCounts(db: Db, campaign: CampaignPage, { sendAt, today, cap }: { sendAt: Instant; today: Day; cap: number }) {
  if (!campaign.media.some(({ medium }) => medium === 'MESSAGE')) return [];
  const chosen: Channel[] = ['IN_APP', ...personalMedia.filter((medium) => campaign.media.some((row) => row.medium === medium))];
  const recent = sql<number>`(select count(distinct d.message_id) from delivery as d where d.recipient_id = u.id and d.channel in (${sql.join(personalChannels)}) and d.is_urgent = 0 and d.accepted_at > ${plusMinutes(sendAt, -1_440)})`;
  const query = await addressedQuery(db, campaign, today);
  const odd = await oddDeadMail(db);
  const sums = chosen.map((channel) => {
    const comes = comesTo(channel, campaign, odd);
    return [sql<number>`coalesce(sum(${comes}), 0)`.as(`to_${channel}`), sql<number>`coalesce(sum(${comes} and ${recent} >= ${cap}), 0)`.as(`over_${channel}`)];
  });
  const row: Record<string, unknown> = await query.select((of) => [of.fn.countAll<number>().as('audience'), ...sums.flat()]).executeTakeFirstOrThrow();
  const closed = (channel: Channel) => (campaign.media.find(({ medium }) => medium === channel)?.when_closed ?? 'WAIT') as WhenClosed;
  return chosen.map((channel) => ({ channel, audience: Number(row['audience']), reachable: Number(row[`to_${channel}`]), overCap: Number(row[`over_${channel}`]), whenClosed: closed(channel) }));
}

/** Whether a channel comes to a person at all: an address that is not dead, and no wish against it where wishes count. */
function comesTo(channel: Channel, campaign: { topic: string; is_duty: number }, odd: readonly string[]): RawBuilder<number> {
  const wants = sql<number>`(${campaign.is_duty} = 1 or not exists (select 1 from message_preference as p where p.user_id = u.id and p.topic = ${campaign.topic} and p.channel = ${channel} and p.wants = 0))`;
  if (channel === 'EMAIL') return sql`(u.email is not null and not ${isDeadMail(sql`u.email`, odd)} and ${wants})`;
  if (channel === 'SMS' || channel === 'ZALO') return sql`(${mobileColumn} is not null and not exists (select 1 from suppression as s where s.channel = ${channel} and s.address = ${mobileColumn}) and ${wants})`;
  if (channel === 'PUSH') return sql`(exists (select 1 from push_subscription as s where s.user_id = u.id and ${isLiveSubscription}) and ${wants})`;
  return channel === 'IN_APP' ? sql`1` : wants;
}
