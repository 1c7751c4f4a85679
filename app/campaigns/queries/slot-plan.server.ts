import { createHash } from 'node:crypto';
import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Day, type Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { instantOf } from '../../platform/local-time.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { quietUntil } from '../../messaging/index.ts';
import { unitIdsUnder } from '../../people/index.server.ts';
import { airSeconds, longestMinutes, overlap } from '../rules/air-time.ts';
import { placeKindFor, spokenRate, type PublicMedium } from '../rules/media.ts';
import { broadcastQuietHours, clashText, quietMedia, type Clash, type WantedMoment } from '../rules/slot-plan.ts';
import { waveUnits } from '../forms/slot-plan.ts';
import { waveOf } from '../wave.server.ts';
import { listPlans } from './broadcast.server.ts';

interface Owner {
  id: string;
  name: string;
  is_drill: number;
  urgency: string;
  not_after: Instant | null;
  code: string;
  stagger_days: number;
}
interface Moment {
  at: Instant;
  today: Day;
  timeZone: string;
}
export interface Wanted {
  medium: PublicMedium;
  moments: readonly Instant[];
  /** Empty means the whole province; `wave-1` and `wave-2` the units that start first and later. */
  unitId: string;
}
export interface SlotPlan {
  /** At how many places. */
  places: number;
  moments: WantedMoment[];
  /** Stands for the clashes that were found; null without any. */
  clashHash: string | null;
}

/** What would be planned: the fitting places that are in use, and moment by moment what speaks against it. */
export async function slotPlan(db: Db, campaign: Owner, { medium, moments, unitId }: Wanted, moment: Moment): Promise<SlotPlan & { placeIds: string[] }> {
  const wave = campaign.stagger_days > 0 ? waveUnits.indexOf(unitId) + 1 : 0;
  const units = unitId && wave === 0 ? await unitIdsUnder(db, unitId, moment.today) : null;
  const fitting = await db.selectFrom('place').select(['id', 'unit_id']).where('kind', '=', placeKindFor[medium]).where('closed_at', 'is', null).$if(units !== null, (query) => query.where('unit_id', 'in', units?.length ? units : [''])).execute();
  const ids = new Set(fitting.filter((place) => wave === 0 || waveOf(campaign, place.unit_id) === wave).map(({ id }) => id));
  // What cannot be planned takes no place from what can.
  const placesAt = async (startsAt: Instant) => (startsAt <= moment.at || isAfterLast(campaign, startsAt) ? new Set<string>() : ids);
  const known = await factsOf(db, campaign, medium, moments, { moment, placesAt });
  const text = clashText(known);
  return { placeIds: [...ids], places: ids.size, moments: known, clashHash: text ? createHash('sha256').update(text).digest('hex').slice(0, 16) : null };
}

/** The same for a page. */
export async function previewOf(db: Db, campaign: Owner, { medium, unitId, at }: { medium: PublicMedium; unitId: string; at: readonly string[] }, moment: Moment): Promise<SlotPlan> {
  const { places, moments, clashHash } = await slotPlan(db, campaign, { medium, unitId, moments: at.map((local) => instantOf(local, moment.timeZone)) }, moment);
  return { places, moments, clashHash };
}

/** What is planned, with the reasons that were given and what an approver should know beside it. */
export async function listPlansKnown(db: Db, campaign: Owner, moment: Moment) {
  const plans = await listPlans(db, campaign.id);
  const media = [...new Set(plans.map((plan) => plan.medium as PublicMedium))];
  const facts = new Map<string, WantedMoment>();
  for (const medium of media) {
    const moments = [...new Set(plans.filter((plan) => plan.medium === medium).map(({ startsAt }) => startsAt))];
    for (const fact of await factsOf(db, campaign, medium, moments, { moment, placesAt: (at) => placesOf(db, campaign.id, medium, at) })) facts.set(`${medium} ${fact.startsAt}`, fact);
  }
  return plans.map((plan) => {
    const { quietUntil: until = null, holiday = null, clashes = [] } = facts.get(`${plan.medium} ${plan.startsAt}`) ?? {};
    return { ...plan, quietUntil: until, holiday, clashes, isUnexplained: until !== null && campaign.urgency !== 'URGENT' && Number(plan.unexplained) > 0 };
  });
}
export type PlanKnown = Awaited<ReturnType<typeof listPlansKnown>>[number];

interface Setting {
  moment: Moment;
  placesAt: (startsAt: Instant) => Promise<ReadonlySet<string>>;
}

async function factsOf(db: Db, campaign: Owner, medium: PublicMedium, moments: readonly Instant[], { moment, placesAt }: Setting): Promise<WantedMoment[]> {
  const { at, today, timeZone } = moment;
  const quiet = await readSetting(db, broadcastQuietHours, today);
  const dayOf = (startsAt: Instant) => dayIn(timeZone, new Date(startsAt));
  const holidays = await db.selectFrom('holiday').selectAll().where('day', 'in', [...new Set(moments.map(dayOf)), '']).execute();
  const clashes = await clashesOf(db, campaign, medium, moments, { moment, placesAt });
  return moments.map((startsAt) => ({
    startsAt,
    isPast: startsAt <= at,
    isOutside: isAfterLast(campaign, startsAt),
    quietUntil: quietMedia.includes(medium) ? quietUntil(startsAt, timeZone, quiet) : null,
    holiday: holidays.find(({ day }) => day === dayOf(startsAt)) ?? null,
    clashes: clashes.get(startsAt) ?? [],
  }));
}

const isAfterLast = ({ not_after }: Owner, startsAt: Instant): boolean => not_after !== null && startsAt > not_after;

/** Broadcasts of the same medium that run into these moments at the same places: of other campaigns, and of this one at other times. */
async function clashesOf(db: Db, campaign: Owner, medium: PublicMedium, moments: readonly Instant[], { moment, placesAt }: Setting): Promise<Map<Instant, Clash[]>> {
  const found = new Map<Instant, Clash[]>();
  const seconds = await secondsOf(db, campaign.id, medium, moment.today);
  const [first, last] = [moments[0], moments.at(-1)];
  if (!seconds || !first || !last) return found;
  const others = await othersAround(db, medium, { from: plusMinutes(first, -longestMinutes), to: plusMinutes(last, longestMinutes) });
  const wanted = moments.map((startsAt) => ({ campaignId: campaign.id, name: campaign.name, startsAt }));
  const all = [...others, ...wanted.filter(({ startsAt }) => !others.some((one) => one.campaignId === campaign.id && one.startsAt === startsAt))];
  const lengths = new Map<string, number>([[campaign.id, seconds]]);
  for (const startsAt of moments) {
    const clashes: Clash[] = [];
    for (const other of all) {
      if (other.campaignId === campaign.id && other.startsAt === startsAt) continue;
      const length = lengths.get(other.campaignId) ?? (await secondsOf(db, other.campaignId, medium, moment.today));
      lengths.set(other.campaignId, length);
      if (!overlap({ startsAt, seconds }, { startsAt: other.startsAt, seconds: length })) continue;
      const taken = others.includes(other) ? await placesOf(db, other.campaignId, medium, other.startsAt) : await placesAt(other.startsAt);
      const places = [...(await placesAt(startsAt))].filter((id) => taken.has(id)).length;
      if (places > 0) clashes.push({ ...other, places });
    }
    if (clashes.length > 0) found.set(startsAt, clashes);
  }
  return found;
}

/** Moments of all campaigns that are not cancelled. */
function othersAround(db: Db, medium: PublicMedium, { from, to }: { from: Instant; to: Instant }) {
  return db.selectFrom('broadcast_slot as s').innerJoin('campaign as c', 'c.id', 's.campaign_id').select(['c.id as campaignId', 'c.name', 's.starts_at as startsAt']).where('s.medium', '=', medium).where('s.starts_at', '>=', from).where('s.starts_at', '<=', to).where('c.cancelled_at', 'is', null).groupBy(['c.id', 's.starts_at']).orderBy('s.starts_at').orderBy('c.id').execute();
}

/** Where a moment takes place: not where its station closed and nobody will play it any more. */
async function placesOf(db: Db, campaignId: string, medium: PublicMedium, startsAt: Instant): Promise<Set<string>> {
  const rows = await db.selectFrom('broadcast_slot').select('place_id').where('campaign_id', '=', campaignId).where('medium', '=', medium).where('starts_at', '=', startsAt).where('missed_reason', 'is', null).execute();
  return new Set(rows.map(({ place_id }) => place_id));
}

/** How long a campaign takes a place for by a medium with the words that are right now, in seconds; 0 without words. */
async function secondsOf(db: Db, campaignId: string, medium: PublicMedium, today: Day): Promise<number> {
  const row = await db.selectFrom('campaign_medium as m').innerJoin('campaign as c', 'c.id', 'm.campaign_id').select(['m.content', 'c.is_drill']).where('m.campaign_id', '=', campaignId).where('m.medium', '=', medium).executeTakeFirst();
  if (!row) return 0;
  const corrected = await db.selectFrom('broadcast_correction').select('words').where('campaign_id', '=', campaignId).where('medium', '=', medium).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return airSeconds(medium, JSON.parse(corrected?.words ?? row.content) as Record<string, unknown>, { rate: await readSetting(db, spokenRate, today), isDrill: row.is_drill === 1 });
}

/** Whether a campaign that is not urgent has a broadcast in quiet hours for which nobody said why: it was urgent before, or the hours have changed. */
export async function hasUnexplainedQuiet(db: Db, campaign: { id: string; urgency: string }, { today, timeZone }: Pick<Moment, 'today' | 'timeZone'>): Promise<boolean> {
  if (campaign.urgency === 'URGENT') return false;
  const quiet = await readSetting(db, broadcastQuietHours, today);
  const rows = await db.selectFrom('broadcast_slot').select('starts_at').distinct().where('campaign_id', '=', campaign.id).where('medium', 'in', quietMedia).where('quiet_reason', 'is', null).execute();
  return rows.some(({ starts_at }) => quietUntil(starts_at, timeZone, quiet) !== null);
}
