import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { UnitHistory } from '../rules/month-history.ts';

/** What became of all units, as of a day. */
export async function readUnitHistory(db: Db, today: Day): Promise<UnitHistory> {
  const versions = await db.selectFrom('org_unit_version').select(['unit_id as unitId', 'parent_id as parentId', 'valid_from as validFrom', 'valid_to as validTo']).orderBy('valid_from').execute();
  const changes = await db.selectFrom('org_unit_change').select(['from_unit_id as fromId', 'to_unit_id as toId']).where('effective_on', '<=', today).orderBy('share').orderBy('to_unit_id').execute();
  const heirs = new Map<string, string[]>();
  for (const { fromId, toId } of changes) if (fromId !== null && toId !== null && fromId !== toId) heirs.set(fromId, [...(heirs.get(fromId) ?? []), toId]);
  return {
    inForce: new Set(versions.flatMap(({ unitId, validFrom, validTo }) => (validFrom <= today && (validTo === null || validTo > today) ? [unitId] : []))),
    heirs,
    parents: new Map(versions.filter(({ validFrom }) => validFrom <= today).map(({ unitId, parentId }) => [unitId, parentId])),
  };
}
