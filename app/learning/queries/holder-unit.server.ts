import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';

/** The units above a person on a day, from her own upward. */
export interface HolderUnit {
  ids: string[];
  /** Her unit with the unit above it, unless that one stands in its name: `Văn phòng HĐND và UBND, UBND phường Hoa Lư`, `Văn phòng HĐND và UBND phường Hoa Lư`; empty without a unit. */
  name: string;
}

/** Where somebody belonged on a day. */
export async function holderUnit(db: Db, userId: string, on: Day): Promise<HolderUnit> {
  const membership = await db
    .selectFrom('membership')
    .select('unit_id')
    .where('user_id', '=', userId)
    .where('is_primary', '=', 1)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  const ids: string[] = [];
  const names: string[] = [];
  let next = membership?.unit_id ?? null;
  // A loop in the tree would be a fault of the data; it must not hang a request.
  while (next !== null && !ids.includes(next)) {
    const unit = await findUnitOn(db, next, on);
    ids.push(next);
    if (unit) names.push(unit.name);
    next = unit?.parent_id ?? null;
  }
  const [own = '', above = ''] = names;
  return { ids, name: above === '' || own.endsWith(` ${above}`) ? own : `${own}, ${above}` };
}

async function findUnitOn(db: Db, unitId: string, on: Day) {
  return db
    .selectFrom('org_unit_version')
    .select(['name', 'parent_id'])
    .where('unit_id', '=', unitId)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)]))
    .executeTakeFirst();
}
