import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../../db/client.ts';
import { listUnitsInScope, type ScopedUnit } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { instantOf } from '../../platform/local-time.ts';

export interface PackPerson {
  id: string;
  staffNo: string;
  unitId: string;
}

/** A unit and a period as the tables of a pack see them: the tree and the people of its last day. */
export interface PackScope {
  unit: { id: string; name: string };
  /** The top of the whole tree. */
  province: string;
  from: Day;
  to: Day;
  /** From the first moment of the period up to, and without, the first one behind it. */
  startsAt: Instant;
  endsAt: Instant;
  timeZone: string;
  units: readonly ScopedUnit[];
  people: readonly PackPerson[];
  courses: ReadonlyMap<string, string>;
}

/** Units whose people are read at once; others are served in between. */
const perQuery = 100;

/** The scope of a pack as of a moment: what happens while it is made is not in it. Undefined when the unit was not in force on the last day. */
export async function loadPackScope(db: Db, { unitId, from, to, now, timeZone }: { unitId: string; from: Day; to: Day; now: Instant; timeZone: string }): Promise<PackScope | undefined> {
  const units = await listUnitsInScope(db, [{ role: 'AUDITOR', scope: 'SUBTREE', unitId }], to);
  const unit = units.find(({ id }) => id === unitId);
  if (!unit) return undefined;
  const lastMoment = instantOf(`${plusDays(to, 1)}T00:00`, timeZone);
  const endsAt = lastMoment < now ? lastMoment : now;
  const people = await listPackPeople(db, units, { to, endsAt });
  return { unit: { id: unit.id, name: unit.name }, province: await provinceName(db, to), from, to, startsAt: instantOf(`${from}T00:00`, timeZone), endsAt, timeZone, units, people, courses: await courseTitles(db) };
}

/** Everybody in service whose place was there at the end of the period, in the order of the tree and of names. */
async function listPackPeople(db: Db, units: readonly ScopedUnit[], { to, endsAt }: { to: Day; endsAt: Instant }): Promise<PackPerson[]> {
  // Two places on one day would be a fault of the data; nobody counts twice for it.
  const found = new Map<string, PackPerson>();
  for (const some of inPieces(units, perQuery)) {
    const rows = await db
      .selectFrom('membership as m')
      .innerJoin('user_account as u', 'u.id', 'm.user_id')
      .select(['u.id', 'u.staff_no as staffNo', 'm.unit_id as unitId'])
      .where('m.unit_id', 'in', some.map(({ id }) => id))
      .where('m.is_primary', '=', 1)
      .where('m.valid_from', '<=', to)
      .where((where) => where.or([where('m.valid_to', 'is', null), where('m.valid_to', '>', to)]))
      .where((where) => where.or([where('u.disabled_at', 'is', null), where('u.disabled_at', '>=', endsAt)]))
      .where((where) => where.or([where('u.left_on', 'is', null), where('u.left_on', '>', to)]))
      .where('u.account_kind', 'in', ['OPERATOR', 'ADMIN'])
      .orderBy('u.sort_key')
      .orderBy('u.id')
      .execute();
    await setImmediate();
    const byUnit = Map.groupBy(rows, (row) => row.unitId);
    for (const { id: unitId } of some) for (const { id, staffNo } of byUnit.get(unitId) ?? []) if (!found.has(id)) found.set(id, { id, staffNo: staffNo ?? '', unitId });
  }
  return [...found.values()];
}

async function provinceName(db: Db, on: Day): Promise<string> {
  const row = await db.selectFrom('org_unit_version').select('name').where('parent_id', 'is', null).where('valid_from', '<=', on).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)])).orderBy('valid_from').executeTakeFirst();
  return row?.name ?? '';
}

/** Every course by its present title; one without a released version by its code. */
async function courseTitles(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('course as c')
    .leftJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .select(['c.id', 'c.slug', 'v.title'])
    .orderBy('c.slug')
    .execute();
  return new Map(rows.map(({ id, slug, title }) => [id, title ?? slug]));
}

/** A list in pieces of at most so many. */
export function inPieces<Item>(list: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

/** A unit with the one above it, as on certificates; the top of the pack by itself. */
export function unitNamesOf({ units, unit }: Pick<PackScope, 'units' | 'unit'>): Map<string, string> {
  const byId = new Map(units.map((one) => [one.id, one]));
  return new Map(
    units.map(({ id, name, parentId }) => {
      const above = parentId === null || id === unit.id ? undefined : byId.get(parentId);
      return [id, above ? `${name}, ${above.name}` : name];
    }),
  );
}
