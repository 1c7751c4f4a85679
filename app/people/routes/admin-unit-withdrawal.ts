import { z } from 'zod';
import { seeOther } from '../../platform/http/route.server.ts';
import { withdrawUnitDeed } from '../commands/decide-unit.server.ts';
import { unitParams } from '../forms/units.ts';
import { orConflict } from '../or-conflict.ts';
import { canManageUnits } from '../policy.ts';
import { portsOf } from '../ports.ts';
import { findUnitState } from '../queries/unit-state.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManageUnits, params: unitParams }, () => seeOther('/admin/units'));

/** Takes back a decision whose day has not come. */
export const action = submit({ guard: canManageUnits, params: unitParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const { unitId } = orConflict(await withdrawUnitDeed(portsOf(context), actor, params.id));
  // A unit that was never made has no page.
  return seeOther((await findUnitState(context.db, unitId)) ? `/admin/units/${unitId}?done=withdrawn` : '/admin/units');
});
