import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { smallestLetter } from '../rules/led.ts';

export const slotsShown = 200;

function slotsOf(db: Db) {
  return db
    .selectFrom('broadcast_slot as s')
    .innerJoin('place as p', 'p.id', 's.place_id')
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'p.unit_id').on('v.valid_to', 'is', null))
    .leftJoin('user_account as u', 'u.id', 's.confirmed_by')
    .select(['s.id', 's.campaign_id as campaignId', 's.medium', 's.starts_at as startsAt', 's.played_at as playedAt', 's.missed_reason as missedReason', 's.confirmed_at as confirmedAt', 's.note', 's.photo_sha256 as photo', 's.photo_type as photoType', 'p.name as place', 'v.name as unitName', 'u.full_name as confirmedBy']);
}
export type SlotRow = Awaited<ReturnType<ReturnType<typeof slotsOf>['execute']>>[number];

/** The broadcasts of a campaign, and the communes that none of them has reached. */
export async function slotsPage(db: Db, campaignId: string, today: Day) {
  const rows = await slotsOf(db).where('s.campaign_id', '=', campaignId).orderBy('s.starts_at').orderBy('v.name').limit(slotsShown).execute();
  const counts = await db.selectFrom('broadcast_slot').select((row) => [row.fn.countAll<number>().as('count'), row.fn.count<number>('played_at').as('played')]).where('campaign_id', '=', campaignId).executeTakeFirstOrThrow();
  const notReached = await db
    .selectFrom('org_unit as o')
    .innerJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'o.id').on('v.valid_to', 'is', null))
    .select(['o.id', 'v.name'])
    .where('o.kind', '=', 'COMMUNE_PC')
    .where('o.valid_from', '<=', today)
    .where((where) => where.or([where('o.valid_to', 'is', null), where('o.valid_to', '>', today)]))
    .where((where) => where.not(where.exists(where.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').where('s.campaign_id', '=', campaignId).where('s.played_at', 'is not', null).whereRef('p.unit_id', '=', 'o.id'))))
    .orderBy('v.name')
    .execute();
  return { rows, count: Number(counts.count), played: Number(counts.played), notReached };
}

/** One slot. @throws AppError not-found */
export async function getSlot(db: Db, id: string) {
  const slot = await slotsOf(db).innerJoin('campaign as c', 'c.id', 's.campaign_id').select('c.name as campaign').where('s.id', '=', id).executeTakeFirst();
  if (!slot) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return slot;
}

export function listPlaces(db: Db) {
  return db
    .selectFrom('place as p')
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'p.unit_id').on('v.valid_to', 'is', null))
    .select(['p.id', 'p.kind', 'p.name', 'v.name as unitName'])
    .where('p.closed_at', 'is', null)
    .orderBy('p.kind')
    .orderBy('v.name')
    .execute();
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

/** Launched campaigns with broadcasts that are over and that nobody has confirmed, longest waiting first. */
export async function listOverdueBroadcasts(db: Db, now: Instant): Promise<OverdueBroadcasts[]> {
  const rows = await db
    .selectFrom('broadcast_slot as s')
    .innerJoin('campaign as c', 'c.id', 's.campaign_id')
    .select((row) => ['c.id', 'c.name', 'c.is_drill', row.fn.countAll<number>().as('count')])
    .where('s.confirmed_at', 'is', null)
    .where('s.starts_at', '<=', now)
    .where('c.launched_at', 'is not', null)
    .where('c.cancelled_at', 'is', null)
    .groupBy(['c.id', 'c.name', 'c.is_drill'])
    .orderBy((row) => row.fn.min('s.starts_at'))
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, isDrill: row.is_drill === 1, count: Number(row.count) }));
}
