import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';

/** Finds for a unit the people who hold a role for it: those of the unit itself, else those of the nearest unit above that has somebody else than the ones left out. */
export type HoldersFor = (unitId: string, except?: ReadonlySet<string>) => string[];

/** Reads the holders of a role for units once, for any number of questions. */
export async function holdersByUnit(db: Db, role: 'FOCAL_POINT' | 'UNIT_LEADER', today: Day): Promise<HoldersFor> {
  const grants = await db
    .selectFrom('role_assignment as r')
    .innerJoin('user_account as u', 'u.id', 'r.user_id')
    .select(['u.id', 'r.unit_id as unitId'])
    .where('r.role', '=', role)
    .where('r.scope', '=', 'SUBTREE')
    .where('r.revoked_at', 'is', null)
    .where('u.disabled_at', 'is', null)
    .orderBy('u.id')
    .execute();
  const byUnit = Map.groupBy(grants, ({ unitId }) => unitId ?? '');
  const units = await db.selectFrom('org_unit_version').select(['unit_id', 'parent_id']).where('valid_from', '<=', today).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)])).execute();
  const parents = new Map(units.map(({ unit_id, parent_id }) => [unit_id, parent_id]));
  return (unitId, except) => {
    const seen = new Set<string>();
    for (let at: string | null | undefined = unitId; at && !seen.has(at); at = parents.get(at)) {
      seen.add(at);
      const found = new Set(byUnit.get(at)?.map(({ id }) => id).filter((id) => !except?.has(id)));
      if (found.size > 0) return [...found];
    }
    return [];
  };
}
