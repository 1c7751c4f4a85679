import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { covers, type UnitScope } from '../../people/policy.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { smallestLetter } from '../rules/led.ts';
import type { SlotView } from '../rules/media.ts';

export const slotsShown = 40;

/** The opposite of `isTakenBack` in rules/campaign-state, for a query over slots `s` of campaigns `c`. */
export const takesPlace = sql<boolean>`(c.cancelled_at is null or s.starts_at < c.cancelled_at)`;

/** A broadcast of a launched campaign that is over and that nobody has confirmed. */
const isOverdueAt = (at: Instant) => sql<boolean>`(s.confirmed_at is null and s.starts_at <= ${at} and c.launched_at is not null and ${takesPlace})`;

function slotsOf(db: Db) {
  return db
    .selectFrom('broadcast_slot as s')
    .innerJoin('campaign as c', 'c.id', 's.campaign_id')
    .innerJoin('place as p', 'p.id', 's.place_id')
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'p.unit_id').on('v.valid_to', 'is', null))
    .leftJoin('user_account as u', 'u.id', 's.confirmed_by')
    .select(['c.cancelled_at as cancelledAt'])
    .select(['s.id', 's.campaign_id as campaignId', 's.medium', 's.starts_at as startsAt', 's.played_at as playedAt', 's.missed_reason as missedReason', 's.confirmed_at as confirmedAt', 's.note', 's.photo_sha256 as photo', 's.photo_type as photoType', 's.correction_id as correctionId', 's.post_url as postUrl', 'p.name as place', 'p.unit_id as unitId', 'v.name as unitName', 'u.full_name as confirmedBy']);
}
export type SlotRow = Awaited<ReturnType<ReturnType<typeof slotsOf>['execute']>>[number];

/** The broadcasts of a campaign, all or some of them, and the communes that none of them has reached. */
export async function slotsPage(db: Db, campaignId: string, { today, at, view = 'all', page = 1 }: { today: Day; at: Instant; view?: SlotView; page?: number }) {
  const isOverdue = isOverdueAt(at);
  let query = slotsOf(db).where('s.campaign_id', '=', campaignId);
  if (view === 'overdue') query = query.where(isOverdue);
  if (view === 'missed') query = query.where('s.missed_reason', 'is not', null);
  const rows = await query.orderBy('s.starts_at').orderBy('v.name_fold').orderBy('s.id').limit(slotsShown).offset((page - 1) * slotsShown).execute();
  const counts = await db
    .selectFrom('broadcast_slot as s')
    .innerJoin('campaign as c', 'c.id', 's.campaign_id')
    .select((row) => [row.fn.countAll<number>().as('count'), row.fn.count<number>('s.played_at').as('played'), row.fn.count<number>('s.missed_reason').as('missed'), row.fn.sum<number>(isOverdue).as('overdue')])
    .where('s.campaign_id', '=', campaignId)
    .executeTakeFirstOrThrow();
  return { rows, view, page, count: Number(counts.count), played: Number(counts.played), missed: Number(counts.missed), overdue: Number(counts.overdue ?? 0), plans: await listPlans(db, campaignId), notReached: await listNotReached(db, campaignId, today) };
}

/** What was planned, moment by moment: at how many places, and what was said of those in quiet hours. */
export function listPlans(db: Db, campaignId: string) {
  return db.selectFrom('broadcast_slot').select((row) => ['medium', 'starts_at as startsAt', row.fn.countAll<number>().as('places'), row.fn.max('quiet_reason').as('quietReason'), sql<number>`sum(quiet_reason is null)`.as('unexplained')]).where('campaign_id', '=', campaignId).groupBy(['medium', 'starts_at']).orderBy('starts_at').orderBy('medium').execute();
}

/** The communes in which no confirmed broadcast of a campaign was to be seen or heard. */
export function listNotReached(db: Db, campaignId: string, today: Day) {
  return db
    .selectFrom('org_unit as o')
    .innerJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'o.id').on('v.valid_to', 'is', null))
    .select(['o.id', 'v.name'])
    .select((row) => row.selectFrom('org_unit_code as k').select('k.code').whereRef('k.unit_id', '=', 'o.id').where('k.valid_to', 'is', null).limit(1).as('code'))
    .select((row) => row.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select((of) => of.fn.countAll<number>().as('n')).where('s.campaign_id', '=', campaignId).whereRef('p.unit_id', '=', 'o.id').as('planned'))
    .select((row) => row.selectFrom('broadcast_slot as s').innerJoin('campaign as c', 'c.id', 's.campaign_id').innerJoin('place as p', 'p.id', 's.place_id').select((of) => of.fn.min('s.starts_at').as('first')).where('s.campaign_id', '=', campaignId).where('s.confirmed_at', 'is', null).where(takesPlace).whereRef('p.unit_id', '=', 'o.id').as('waitsFrom'))
    .select((row) => row.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select((of) => of.fn.max('s.missed_reason').as('why')).where('s.campaign_id', '=', campaignId).whereRef('p.unit_id', '=', 'o.id').as('missedReason'))
    .where('o.kind', '=', 'COMMUNE_PC')
    .where('o.valid_from', '<=', today)
    .where((where) => where.or([where('o.valid_to', 'is', null), where('o.valid_to', '>', today)]))
    .where((where) => where.not(where.exists(where.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').where('s.campaign_id', '=', campaignId).where('s.played_at', 'is not', null).whereRef('p.unit_id', '=', 'o.id'))))
    // SQLite would put Đ behind Z.
    .orderBy('v.name_fold')
    .execute();
}

export type NotReachedRow = Awaited<ReturnType<typeof listNotReached>>[number];

/** One slot. @throws AppError not-found */
export async function getSlot(db: Db, id: string) {
  const slot = await slotsOf(db).select(['c.name as campaign', 'c.is_drill as isDrill', 'c.launched_at as launchedAt']).where('s.id', '=', id).executeTakeFirst();
  if (!slot) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return slot;
}

/** The LED boards in use by size, the commonest first. */
export async function boardFacts(db: Db, today: Day) {
  const rows = await db.selectFrom('place').select((row) => ['width', 'height', row.fn.countAll<number>().as('count')]).where('kind', '=', 'LED').where('closed_at', 'is', null).groupBy(['width', 'height']).orderBy('count', 'desc').orderBy('width', 'desc').execute();
  const boards = rows.flatMap(({ width, height, count }) => (width && height ? [{ width, height, count: Number(count) }] : []));
  return { boards: boards.slice(0, 8), unsized: rows.filter(({ width, height }) => !width || !height).reduce((sum, { count }) => sum + Number(count), 0), smallest: await readSetting(db, smallestLetter, today) };
}

export interface OverdueBroadcasts {
  id: string;
  name: string;
  isDrill: boolean;
  count: number;
}

/** Campaigns with broadcasts at the places of some units that are over and that nobody has confirmed, longest waiting first; of a cancelled one those before its end, because somebody may have heard them. */
export async function listOverdueBroadcasts(db: Db, now: Instant, scope: UnitScope = 'ALL'): Promise<OverdueBroadcasts[]> {
  const rows = await db
    .selectFrom('broadcast_slot as s')
    .innerJoin('campaign as c', 'c.id', 's.campaign_id')
    .innerJoin('place as p', 'p.id', 's.place_id')
    .select((row) => ['c.id', 'c.name', 'c.is_drill', 'p.unit_id as unitId', row.fn.countAll<number>().as('count')])
    .where(isOverdueAt(now))
    .groupBy(['c.id', 'c.name', 'c.is_drill', 'p.unit_id'])
    .orderBy((row) => row.fn.min('s.starts_at'))
    .execute();
  const own = Map.groupBy(rows.filter(({ unitId }) => covers(scope, unitId)), ({ id }) => id);
  return [...own.values()].flatMap(([row, ...more]) => (row ? [{ id: row.id, name: row.name, isDrill: row.is_drill === 1, count: more.reduce((sum, { count }) => sum + Number(count), Number(row.count)) }] : []));
}

/** How many of them took place at the places of some units. */
export async function countOverdueIn(db: Db, scope: UnitScope, now: Instant): Promise<number> {
  const rows = await db.selectFrom('broadcast_slot as s').innerJoin('campaign as c', 'c.id', 's.campaign_id').innerJoin('place as p', 'p.id', 's.place_id').select((row) => ['p.unit_id as unitId', row.fn.countAll<number>().as('count')]).where(isOverdueAt(now)).groupBy('p.unit_id').execute();
  return rows.reduce((sum, { unitId, count }) => (covers(scope, unitId) ? sum + Number(count) : sum), 0);
}
