import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { findUnit, unitScopeOf, type UnitOnDay } from '../../people/index.server.ts';
import { covers, grantsOf } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';

/** The unit that a leader looks at, and the tops of all that she may look at. */
export interface ChosenUnit {
  unit: UnitOnDay;
  tops: UnitOnDay[];
}

/**
 * The unit that is asked for, or the first of the reader's own. Its parent is left out where it is the top of her authority.
 * @throws AppError not-found for a unit outside the actor's scope, so that its existence is not told
 */
export async function chosenUnit(db: Db, actor: Actor, wanted: string | undefined, today: Day): Promise<ChosenUnit> {
  const grants = grantsOf(actor, 'UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN');
  const scope = await unitScopeOf(db, grants, today);
  const topIds = scope === 'ALL' ? [await provinceId(db, today)] : grants.map((grant) => grant.unitId);
  const tops = await unitsOf(db, topIds, today);
  const id = wanted ?? tops[0]?.id;
  const unit = id && covers(scope, id) ? await findUnit(db, id, today) : undefined;
  if (!unit) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { unit: { ...unit, parentId: covers(scope, unit.parentId) ? unit.parentId : null }, tops };
}

async function unitsOf(db: Db, ids: readonly (string | null)[], today: Day): Promise<UnitOnDay[]> {
  const units: UnitOnDay[] = [];
  for (const id of new Set(ids)) {
    const unit = id ? await findUnit(db, id, today) : undefined;
    if (unit) units.push(unit);
  }
  return units;
}

/** The top of the whole tree. */
async function provinceId(db: Db, today: Day): Promise<string | null> {
  const row = await db.selectFrom('org_unit_version').select('unit_id').where('parent_id', 'is', null).where('valid_from', '<=', today).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)])).orderBy('valid_from').executeTakeFirst();
  return row?.unit_id ?? null;
}
