import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { listCommuneNames } from '../../people/index.server.ts';
import { communeOf, findCommune, type CommuneName } from '../../people/index.ts';

/** The commune of a day behind a unit's id: itself, or the one into which it has gone. */
export interface Home {
  unitId: string;
  name: string;
}

/**
 * Which communes some are on a day, by their id. One that has gone into another by then is that one; where several share it, it stays itself and keeps its old name with "cũ",
 * and nothing is guessed. Names that begin later are not said yet. Communes that did not exist by then have none.
 */
export async function homesOnDay(db: Db, unitIds: readonly string[], today: Day): Promise<Map<string, Home>> {
  if (unitIds.length === 0) return new Map();
  const versions = await db.selectFrom('org_unit_version').select(['unit_id', 'name', 'valid_to']).where('unit_id', 'in', unitIds).where('valid_from', '<=', today).orderBy('valid_from').execute();
  const newest = [...new Map(versions.map((version) => [version.unit_id, version])).values()];
  const isOver = ({ valid_to }: { valid_to: Day | null }) => valid_to !== null && valid_to <= today;
  const names = newest.some(isOver) ? await listCommuneNames(db, today) : [];
  return new Map(newest.map((version): [string, Home] => {
    const [unitId, name] = [version.unit_id, communeOf(version.name)];
    const heir = isOver(version) ? findCommune(names, `${name} cũ`) : undefined;
    return [unitId, heir ? { unitId: heir.unitId, name: heir.now } : { unitId, name: isOver(version) ? `${name} cũ` : name }];
  }));
}

/** What they are called on that day. */
export async function communesOnDay(db: Db, unitIds: readonly string[], today: Day): Promise<Map<string, string>> {
  return new Map([...(await homesOnDay(db, unitIds, today))].map(([unitId, { name }]) => [unitId, name]));
}

/** The commune of a day that a unit is or has gone into; undefined where several share it, and for what is none. */
export async function communeNowOf(db: Db, unitId: string, today: Day): Promise<CommuneName | undefined> {
  const name = (await communesOnDay(db, [unitId], today)).get(unitId);
  return name === undefined ? undefined : findCommune(await listCommuneNames(db, today), name);
}
