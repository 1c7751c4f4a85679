import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { Actor, Grant } from '../actor.ts';
import { grantsOf, hasLesserGrants, hasRole } from '../policy.ts';
import { indexUnits, unitIdsUnder, type KnownUnit, type PastName, type UnitIndex } from '../rules/import-units.ts';

/** The units of a day, found by code and name, with the names that are gone. */
export async function loadUnitIndex(db: Db, today: Day): Promise<UnitIndex> {
  const versions = await db.selectFrom('org_unit_version as v').innerJoin('org_unit as u', 'u.id', 'v.unit_id').select(['v.unit_id', 'v.name', 'v.short_name', 'v.parent_id', 'v.valid_from', 'v.valid_to', 'u.valid_from as since']).execute();
  const codes = await listCodes(db, today);
  const current = versions.filter((version) => version.valid_from <= today && (version.valid_to === null || version.valid_to > today));
  const units = current.map((version): KnownUnit => ({ id: version.unit_id, name: version.name, shortName: version.short_name, parentId: version.parent_id, codes: codes.get(version.unit_id) ?? [], since: version.since }));
  const living = new Set(units.map((unit) => unit.id));
  const successors = await listSuccessors(db);
  const ended = versions.filter((version) => version.valid_to !== null && version.valid_to <= today);
  const past = ended.flatMap((version): PastName[] => {
    const nowIds = living.has(version.unit_id) ? [version.unit_id] : followChanges(version.unit_id, successors, living);
    return [version.name, version.short_name].map((name) => ({ name, nowIds }));
  });
  return indexUnits(units, past);
}

async function listCodes(db: Db, today: Day): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('org_unit_code')
    .select(['unit_id', 'code'])
    .where('valid_from', '<=', today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)]))
    .orderBy('scheme')
    .execute();
  const codes = new Map<string, string[]>();
  for (const { unit_id, code } of rows) codes.set(unit_id, [...(codes.get(unit_id) ?? []), code]);
  return codes;
}

async function listSuccessors(db: Db): Promise<Map<string, string[]>> {
  const rows = await db.selectFrom('org_unit_change').select(['from_unit_id', 'to_unit_id']).execute();
  const successors = new Map<string, string[]>();
  for (const { from_unit_id, to_unit_id } of rows) if (from_unit_id && to_unit_id) successors.set(from_unit_id, [...(successors.get(from_unit_id) ?? []), to_unit_id]);
  return successors;
}

/** What a unit became, through several changes, as far as it lives today. */
function followChanges(from: string, successors: ReadonlyMap<string, readonly string[]>, living: ReadonlySet<string>): string[] {
  const [open, seen, found] = [[from], new Set<string>(), new Set<string>()];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (living.has(id)) found.add(id);
    else open.push(...(successors.get(id) ?? []));
  }
  return [...found];
}

/** Where a person may import: everywhere, or in these units. */
export interface ImportScope {
  coversAll: boolean;
  inScope(unitId: string): boolean;
  /** True when somebody with these grants may be changed: only people with smaller rights, except by system administrators. */
  outranks(grants: readonly Grant[]): boolean;
}

/** The units of an actor's grants to manage people: everywhere, or some subtrees. Grants for oneself reach no unit. */
export function importScope(actor: Pick<Actor, 'grants'>, index: UnitIndex): ImportScope {
  const grants = grantsOf(actor as Actor, 'SYSTEM_ADMIN', 'TRAINING_ADMIN');
  const coversAll = grants.some((grant) => grant.scope === 'ALL');
  const roots = grants.flatMap((grant) => (grant.scope === 'SUBTREE' && grant.unitId ? [grant.unitId] : []));
  const ids = unitIdsUnder([...index.byId.values()], roots);
  const isSystemAdmin = hasRole(actor as Actor, 'SYSTEM_ADMIN');
  const outranks = (others: readonly Grant[]) => isSystemAdmin || hasLesserGrants(others, coversAll ? 'ALL' : ids);
  return { coversAll, inScope: (unitId) => coversAll || ids.has(unitId), outranks };
}
