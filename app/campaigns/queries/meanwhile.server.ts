import type { Db } from '../../../db/client.ts';
import { answerTraffic, type AnswerTraffic } from '../../faq/index.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { smallestCell } from '../rules/interval.ts';
import type { TrafficKind } from '../rules/traffic.ts';

const day = 1_440;
const weeksBeside = 4;

/** Topics of answers that citizens look up about what a campaign is on, where it lists no answers of its own. */
const answerTopics: Readonly<Record<string, readonly string[]>> = { SECURITY: ['lua-dao'], PROJECT_06: ['tai-khoan', 'giay-to', 'dich-vu-cong'] };

export interface MeanwhilePeriod {
  name: 'before' | 'during' | 'after';
  from: Instant;
  to: Instant;
  /** A week's count of each kind; null where fewer than ten were counted in all. */
  perWeek: Record<TrafficKind, number | null>;
}
export interface Meanwhile {
  /** How many answers the campaign lists; 0 when those of its topic were counted. */
  listed: number;
  periods: MeanwhilePeriod[];
}

/**
 * What citizens and officials looked up about a campaign's answers four weeks before it, during it and four weeks after it, a week; of what has not passed yet, so far.
 * It happened at the same time, and need not have happened because of it. Null for a campaign that has not begun, or about which there are no answers.
 */
export async function meanwhileOf(db: Db, campaignId: string, now: Instant): Promise<Meanwhile | null> {
  const campaign = await db.selectFrom('campaign').select(['topic', 'send_at', 'not_after', 'stagger_days', 'launched_at', 'cancelled_at']).where('id', '=', campaignId).executeTakeFirstOrThrow();
  const listed = await db.selectFrom('campaign_answer').select('entry_id').where('campaign_id', '=', campaignId).execute();
  const topics = listed.length > 0 ? [] : (answerTopics[campaign.topic] ?? []);
  const { send_at: start, not_after: last } = campaign;
  if (!start || !last || !campaign.launched_at || start >= now || (listed.length === 0 && topics.length === 0)) return null;
  // It was taken back before anybody had heard of it.
  if (campaign.cancelled_at && campaign.cancelled_at <= start) return null;
  const planned = plusMinutes(last, campaign.stagger_days * day);
  const end = campaign.cancelled_at && campaign.cancelled_at < planned ? campaign.cancelled_at : planned;
  const beside = weeksBeside * 7 * day;
  const spans = [['before', plusMinutes(start, -beside), start], ['during', start, end], ['after', end, plusMinutes(end, beside)]] as const;
  const periods: MeanwhilePeriod[] = [];
  for (const [name, from, until] of spans) {
    const to = until < now ? until : now;
    // Less than a day is no rate.
    if (Date.parse(to) - Date.parse(from) < day * 60_000) continue;
    const counts = await answerTraffic(db, { entryIds: listed.map(({ entry_id }) => entry_id), topics }, { from, to });
    periods.push({ name, from, to, perWeek: perWeekOf(counts, (Date.parse(to) - Date.parse(from)) / (7 * day * 60_000)) });
  }
  return { listed: listed.length, periods };
}

function perWeekOf(counts: AnswerTraffic, weeks: number): MeanwhilePeriod['perWeek'] {
  const of = (count: number) => (count < smallestCell ? null : Math.round((count / weeks) * 10) / 10);
  return { opened: of(counts.opened), helpful: of(counts.helpful), unhelpful: of(counts.unhelpful), calls: of(counts.calls) };
}
