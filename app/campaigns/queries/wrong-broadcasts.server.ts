import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { PublicMedium } from '../rules/media.ts';

export interface WrongPlace {
  id: string;
  name: string;
  unitName: string | null;
  /** The last time that it was, or was to be, broadcast there. */
  lastAt: Instant;
  /** Somebody has confirmed it; else it is only likely. */
  isProven: boolean;
  isClosed: boolean;
}

/** The places where a medium of a campaign was broadcast by now, or was to be after its launch and nobody has said that it was missed. */
export async function listWrongPlaces(db: Db, campaignId: string, medium: PublicMedium, now: Instant): Promise<WrongPlace[]> {
  const rows = await db
    .selectFrom('broadcast_slot as s')
    .innerJoin('campaign as c', 'c.id', 's.campaign_id')
    .innerJoin('place as p', 'p.id', 's.place_id')
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'p.unit_id').on('v.valid_to', 'is', null))
    .select((row) => ['p.id', 'p.name', 'v.name as unitName', 'p.closed_at', row.fn.max('s.starts_at').as('lastAt'), sql<number>`max(s.played_at is not null)`.as('isProven')])
    .where('s.campaign_id', '=', campaignId)
    .where('s.medium', '=', medium)
    .where('s.starts_at', '<=', now)
    .where('s.missed_reason', 'is', null)
    .where((where) => where.or([where('s.played_at', 'is not', null), where('s.starts_at', '>=', where.ref('c.launched_at'))]))
    .groupBy('p.id')
    .orderBy('v.name_fold')
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, unitName: row.unitName, lastAt: row.lastAt, isProven: row.isProven === 1, isClosed: row.closed_at !== null }));
}

/** How many broadcasts are still to come, and bring the right words by themselves. */
export async function countToCome(db: Db, campaignId: string, medium: PublicMedium, now: Instant): Promise<number> {
  const { count } = await db.selectFrom('broadcast_slot').select((row) => row.fn.countAll<number>().as('count')).where('campaign_id', '=', campaignId).where('medium', '=', medium).where('starts_at', '>', now).where('confirmed_at', 'is', null).executeTakeFirstOrThrow();
  return Number(count);
}
