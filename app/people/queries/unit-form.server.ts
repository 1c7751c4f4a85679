import type { Actor } from '../actor.ts';
import { AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/http/context.ts';
import { newId } from '../../platform/ids.ts';
import { unitMessages as messages } from '../messages/units.ts';
import { momentOf, portsOf } from '../ports.ts';
import { countInUnit, findUnitState, unitMark } from './unit-state.server.ts';
import { listUnitsInScope } from './unit-scope.server.ts';

/**
 * What a form of a decision on a unit begins with.
 * @throws AppError conflict for a unit that has ended
 */
export async function unitFormData(context: RequestContext, actor: Actor, id: string) {
  const { db } = context;
  const { today } = momentOf(portsOf(context));
  const unit = await findUnitState(db, id);
  if (!unit) throw new AppError('conflict', messages.both('refused.ended'));
  const units = (await listUnitsInScope(db, actor.grants, today)).filter((other) => other.id !== id);
  return { unit, today, units, counts: await countInUnit(db, id), decisionId: newId(), mark: await unitMark(db, id) };
}
export type UnitFormData = Awaited<ReturnType<typeof unitFormData>>;
