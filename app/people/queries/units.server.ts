import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';

export interface UnitOnDay {
  id: string;
  name: string;
  shortName: string;
  parentId: string | null;
}

/** A unit with its name and parent on one day; undefined when it did not exist then. */
export async function findUnit(db: Db, id: string, today: Day): Promise<UnitOnDay | undefined> {
  return versionsOn(db, today).where('unit_id', '=', id).executeTakeFirst();
}

/** The direct sub-units of one day, by name. */
export async function listChildUnits(db: Db, parentId: string, today: Day): Promise<UnitOnDay[]> {
  return versionsOn(db, today).where('parent_id', '=', parentId).orderBy('name_fold').execute();
}

function versionsOn(db: Db, today: Day) {
  return db
    .selectFrom('org_unit_version')
    .select(['unit_id as id', 'name', 'short_name as shortName', 'parent_id as parentId'])
    .where('valid_from', '<=', today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)]));
}
