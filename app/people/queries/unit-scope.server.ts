import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { Grant } from '../actor.ts';
import { covers, type UnitScope } from '../policy.ts';
import { treeOrder, type ScopedUnit } from '../rules/unit-tree.ts';

/** A unit and everything below it in the tree of one day; nothing when the unit is not in force then. */
export async function unitIdsUnder(db: Db, unitId: string, today: Day): Promise<string[]> {
  const rows = await db
    .withRecursive('tree', (query) =>
      query
        .selectFrom('org_unit_version as v')
        .select('v.unit_id')
        .where('v.unit_id', '=', unitId)
        .where('v.valid_from', '<=', today)
        .where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>', today)]))
        .union(
          query
            .selectFrom('org_unit_version as v')
            .innerJoin('tree', 'tree.unit_id', 'v.parent_id')
            .select('v.unit_id')
            .where('v.valid_from', '<=', today)
            .where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>', today)])),
        ),
    )
    .selectFrom('tree')
    .select('unit_id')
    .execute();
  return rows.map((row) => row.unit_id);
}

/** The units that some grants reach together. Grants for oneself reach no unit. */
export async function unitScopeOf(db: Db, grants: readonly Grant[], today: Day): Promise<UnitScope> {
  if (grants.some((grant) => grant.scope === 'ALL')) return 'ALL';
  const tops = new Set(grants.flatMap((grant) => (grant.scope === 'SUBTREE' && grant.unitId ? [grant.unitId] : [])));
  const ids = new Set<string>();
  for (const top of tops) for (const id of await unitIdsUnder(db, top, today)) ids.add(id);
  return ids;
}

/** The units of one day that some grants reach, in tree order: for choosing a unit and for narrowing lists. */
export async function listUnitsInScope(db: Db, grants: readonly Grant[], today: Day): Promise<ScopedUnit[]> {
  const scope = await unitScopeOf(db, grants, today);
  if (scope !== 'ALL' && scope.size === 0) return [];
  const rows = await versionsOn(db, today).select(['v.unit_id as id', 'v.parent_id as parentId', 'v.name', 'v.short_name as shortName']).execute();
  return treeOrder(rows.filter((row) => covers(scope, row.id)));
}

function versionsOn(db: Db, today: Day) {
  return db
    .selectFrom('org_unit_version as v')
    .where('v.valid_from', '<=', today)
    .where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>', today)]));
}
