import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { LeaderTree } from '../rules/leaders.ts';

/** Somebody who leads units now. */
export interface Leader {
  id: string;
  /** The tops of what she leads; everything when `isOverAll`. */
  units: string[];
  isOverAll: boolean;
  /** Since when she leads anything of it. */
  since: Instant;
}

/** Leaders whose account is in use, by their grants of a moment. */
export async function listLeaders(db: Db, { at, today }: { at: Instant; today: Day }): Promise<Leader[]> {
  const rows = await db
    .selectFrom('role_assignment as r')
    .innerJoin('user_account as u', 'u.id', 'r.user_id')
    .select(['r.user_id as userId', 'r.scope', 'r.unit_id as unitId', 'r.granted_at as grantedAt'])
    .where('r.role', '=', 'UNIT_LEADER')
    .where('r.scope', '<>', 'SELF')
    .where('r.granted_at', '<=', at)
    .where((where) => where.or([where('r.revoked_at', 'is', null), where('r.revoked_at', '>', at)]))
    .where((where) => where.or([where('u.disabled_at', 'is', null), where('u.disabled_at', '>', at)]))
    .where((where) => where.or([where('u.left_on', 'is', null), where('u.left_on', '>', today)]))
    .orderBy('u.sort_key')
    .orderBy('u.id')
    .orderBy('r.unit_id')
    .execute();
  return [...Map.groupBy(rows, (row) => row.userId)].map(([id, own]) => ({
    id,
    units: own.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])),
    isOverAll: own.some(({ scope }) => scope === 'ALL'),
    since: own.map(({ grantedAt }) => grantedAt).toSorted()[0] ?? at,
  }));
}

/** The tree of a day with who leads what in it. */
export async function readLeaderTree(db: Db, moment: { at: Instant; today: Day }): Promise<LeaderTree & { leaders: Leader[] }> {
  const { today } = moment;
  const units = await db.selectFrom('org_unit_version').select(['unit_id as id', 'parent_id as parentId']).where('valid_from', '<=', today).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)])).execute();
  const leaders = await listLeaders(db, moment);
  const leadersOf = new Map<string, string[]>();
  for (const { id, units: tops } of leaders) for (const unit of tops) leadersOf.set(unit, [...(leadersOf.get(unit) ?? []), id]);
  return { parentOf: new Map(units.map(({ id, parentId }) => [id, parentId])), leadersOf, overAll: leaders.filter(({ isOverAll }) => isOverAll).map(({ id }) => id), leaders };
}

/** Where people work now, by person. */
export async function placesOf(db: Db, courseId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('membership as m')
    .select(['m.user_id', 'm.unit_id'])
    .where('m.is_primary', '=', 1)
    .where('m.valid_to', 'is', null)
    .where('m.user_id', 'in', (query) => query.selectFrom('enrollment').select('user_id').where('course_id', '=', courseId))
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.unit_id]));
}
