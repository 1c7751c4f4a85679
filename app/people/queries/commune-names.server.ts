import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { communeOf, inReadingOrder, type CommuneName } from '../rules/commune-names.ts';

const kept = new WeakMap<Db, { state: string; names: Promise<CommuneName[]> }>();

/** The same, made once until the organisation or the day changes: every search on the help pages asks for it. */
export async function rememberedCommuneNames(db: Db, today: Day): Promise<CommuneName[]> {
  const { units } = await db.selectFrom('org_unit_version').select((row) => row.fn.countAll<number>().as('units')).executeTakeFirstOrThrow();
  const { changes } = await db.selectFrom('org_unit_change').select((row) => row.fn.countAll<number>().as('changes')).executeTakeFirstOrThrow();
  const state = `${today} ${units} ${changes}`;
  const known = kept.get(db);
  if (known?.state === state) return known.names;
  const names = listCommuneNames(db, today);
  kept.set(db, { state, names });
  // What failed must not be given to everybody who comes after.
  names.catch(() => kept.delete(db));
  return names;
}

interface Step {
  to: string;
  on: Day;
}

/** Every name by which a commune of today is or was called, with what became of the old ones through any number of mergers. */
export async function listCommuneNames(db: Db, today: Day): Promise<CommuneName[]> {
  const versions = await db.selectFrom('org_unit_version as v').innerJoin('org_unit as u', 'u.id', 'v.unit_id').select(['v.unit_id', 'v.name', 'v.valid_from', 'v.valid_to']).where('u.kind', '=', 'COMMUNE_PC').where('v.valid_from', '<=', today).execute();
  const now = new Map(versions.filter(({ valid_to }) => valid_to === null || valid_to > today).map(({ unit_id, name }) => [unit_id, communeOf(name)]));
  const steps = await listSteps(db, today);
  const found = new Map<string, CommuneName>([...now].map(([unitId, name]) => [`${unitId} ${name}`, { name, unitId, now: name, since: null }]));
  for (const { unit_id, name, valid_to } of versions) {
    if (valid_to === null || valid_to > today) continue;
    for (const { unitId, since } of now.has(unit_id) ? [{ unitId: unit_id, since: valid_to }] : heirsOf(unit_id, steps, now)) {
      const [old, new_] = [communeOf(name), now.get(unitId) ?? ''];
      // A commune that only moved to another district kept its name.
      if (!found.has(`${unitId} ${old}`)) found.set(`${unitId} ${old}`, { name: old, unitId, now: new_, since });
    }
  }
  return inReadingOrder([...found.values()]);
}

async function listSteps(db: Db, today: Day): Promise<Map<string, Step[]>> {
  const rows = await db.selectFrom('org_unit_change').select(['from_unit_id', 'to_unit_id', 'effective_on']).where('effective_on', '<=', today).execute();
  const steps = new Map<string, Step[]>();
  for (const { from_unit_id: from, to_unit_id: to, effective_on: on } of rows) if (from && to && from !== to) steps.set(from, [...(steps.get(from) ?? []), { to, on }]);
  return steps;
}

/** The communes of today that a commune has gone into, each with the day of the last step. */
function heirsOf(from: string, steps: ReadonlyMap<string, readonly Step[]>, now: ReadonlyMap<string, string>): { unitId: string; since: Day }[] {
  const [open, seen, heirs] = [[...(steps.get(from) ?? [])], new Set([from]), new Map<string, Day>()];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (seen.has(step.to)) continue;
    seen.add(step.to);
    if (now.has(step.to)) heirs.set(step.to, step.on);
    else open.push(...(steps.get(step.to) ?? []));
  }
  return [...heirs].map(([unitId, since]) => ({ unitId, since }));
}

const mostLevels = 8;

/** The commune to which a unit belongs on a day: itself or one above it; null for units of the province. */
export async function communeAbove(db: Db, unitId: string | null, today: Day): Promise<string | null> {
  let at = unitId;
  for (let level = 0; at !== null && level < mostLevels; level += 1) {
    const unit = await db
      .selectFrom('org_unit as u').innerJoin('org_unit_version as v', 'v.unit_id', 'u.id').select(['u.id', 'u.kind', 'v.parent_id']).where('u.id', '=', at)
      .where('v.valid_from', '<=', today).where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>', today)])).executeTakeFirst();
    if (unit?.kind === 'COMMUNE_PC') return unit.id;
    at = unit?.parent_id ?? null;
  }
  return null;
}
