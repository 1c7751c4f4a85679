import type { Actor } from '../../people/actor.ts';
import { findUnit, momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { modelMessages as messages } from '../messages/models.ts';
import { canReceiveMonthly } from '../policy.ts';
import { getModel } from '../queries/models.server.ts';
import type { ModelRole } from '../rules/models.ts';

export interface NewAssignment {
  model: number;
  unit: string;
  role: ModelRole;
  from: Day;
  note: string;
}

/** The standing agency says which unit carries a model from a day on. */
export async function assignModel(ports: Ports, actor: Actor, what: NewAssignment): Promise<Outcome<{ id: string }>> {
  demandStanding(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    await getModel(tx, what.model, today);
    if (!(await findUnit(tx, what.unit, what.from > today ? today : what.from))) return refuse('unit', messages.both('fault.no-unit'));
    const same = await tx.selectFrom('model_assignment').select(['id', 'role', 'valid_from', 'valid_to']).where('unit_id', '=', what.unit).where('model_number', '=', what.model).execute();
    const twin = same.find((row) => row.valid_to === null && row.role === what.role && row.valid_from === what.from);
    if (twin) return { ok: true, id: twin.id };
    if (same.some(({ valid_from, valid_to }) => valid_to === null || (valid_to > what.from && valid_to > valid_from))) return refuse('unit', messages.both('fault.carries-already'));
    // What ended on the day on which it began never held: it makes room.
    await tx.deleteFrom('model_assignment').where('unit_id', '=', what.unit).where('model_number', '=', what.model).whereRef('valid_to', '=', 'valid_from').execute();
    const id = newId();
    await tx.insertInto('model_assignment').values({ id, unit_id: what.unit, model_number: what.model, role: what.role, valid_from: what.from, valid_to: null, note: what.note, made_by: actor.id, made_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'model.assign', objectType: 'model_assignment', objectId: id, details: { model: what.model, unitId: what.unit, role: what.role, from: what.from } });
    return { ok: true, id };
  });
}

/** Ends what a unit carries: on that day it no longer does. Reports that it has written stay. */
export async function endAssignment(ports: Ports, actor: Actor, what: { model: number; id: string; on: Day }): Promise<Outcome> {
  demandStanding(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const row = await tx.selectFrom('model_assignment').select(['id', 'unit_id', 'valid_from', 'valid_to']).where('id', '=', what.id).where('model_number', '=', what.model).executeTakeFirst();
    if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
    // An end that has not come yet may still come earlier: a wrong year would otherwise hold the unit until then.
    if (row.valid_to !== null && (row.valid_to <= today || what.on > row.valid_to)) return refuse('form', messages.both('fault.ended-already'));
    if (row.valid_to === what.on) return { ok: true };
    if (what.on < row.valid_from) return refuse('on', messages.both('fault.ends-before'));
    await tx.updateTable('model_assignment').set({ valid_to: what.on }).where('id', '=', row.id).execute();
    await recordAudit(tx, { at, actor, action: 'model.end-assignment', objectType: 'model_assignment', objectId: row.id, details: { model: what.model, unitId: row.unit_id, on: what.on } });
    return { ok: true };
  });
}

function demandStanding(actor: Actor): void {
  if (!canReceiveMonthly(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}
