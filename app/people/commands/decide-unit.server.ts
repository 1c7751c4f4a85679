import { recordAudit } from '../../platform/audit.server.ts';
import type { Tx } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../actor.ts';
import { unitMessages as messages } from '../messages/units.ts';
import { refuse, type Outcome } from '../outcome.ts';
import { canManageUnits } from '../policy.ts';
import { momentOf, type Ports } from '../ports.ts';
import { unitMark } from '../queries/unit-state.server.ts';
import { actionOf, otherUnitOf, type UnitDeed } from '../rules/unit-deeds.ts';
import { doUnitDeed, type CountUnitWork } from './unit-deeds.server.ts';

export interface UnitDecision {
  /** Made by the form, so that a double click decides once. */
  id: string;
  unitId: string;
  deed: UnitDeed;
  on: Day;
  legalBasis: string;
  /** What the form was drawn from; none for a unit that is yet to be. */
  mark: string | null;
}
/** For decisions that end nothing. */
const noWork: CountUnitWork = async () => [];

/**
 * Decides something about a unit: done at once when its day has come, kept for its day otherwise. What could not be done today is refused today, also for a day to come.
 * @throws AppError forbidden for whoever does not administer the whole system
 */
export async function decideUnit(ports: Ports, actor: Actor, decision: UnitDecision, countWork: CountUnitWork = noWork): Promise<Outcome<{ isPlanned: boolean }>> {
  if (!canManageUnits(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { today } = momentOf(ports);
  const isPlanned = decision.on > today;
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ isPlanned: boolean }>> => {
    const known = await tx.selectFrom('org_unit_deed').select('unit_id').where('id', '=', decision.id).executeTakeFirst();
    if (known) return known.unit_id === decision.unitId ? { ok: true, isPlanned } : refuse('form', messages.both('refused.conflict'));
    if (decision.mark !== null && decision.mark !== (await unitMark(tx, decision.unitId))) return refuse('form', messages.both('refused.conflict'));
    const outcome = await doUnitDeed(tx, decision.unitId, decision.deed, { ...decision, timeZone: ports.timeZone, countWork, isTrial: isPlanned });
    if (!outcome.ok) return outcome;
    await write(tx, ports, actor, decision, { isPlanned, details: outcome.details });
    return { ok: true, isPlanned };
  });
}

async function write(tx: Tx, ports: Ports, actor: Actor, { id, unitId, deed, on, legalBasis }: UnitDecision, { isPlanned, details }: { isPlanned: boolean; details: Record<string, unknown> }): Promise<void> {
  const { at } = momentOf(ports);
  await tx.insertInto('org_unit_deed').values({ id, unit_id: unitId, kind: deed.kind, deed: JSON.stringify(deed), effective_on: on, legal_basis: legalBasis, decided_by: actor.id, decided_at: at, done_at: isPlanned ? null : at }).execute();
  const what = isPlanned ? { deed: actionOf(deed.kind), to: otherUnitOf(deed) } : details;
  await recordAudit(tx, { at, actor, action: isPlanned ? 'unit.plan' : actionOf(deed.kind), objectType: 'org_unit', objectId: unitId, details: { ...what, on, legalBasis } });
}

/**
 * Takes back a decision whose day has not come.
 * @throws AppError forbidden without the right, not-found for a decision that is not there
 */
export async function withdrawUnitDeed(ports: Ports, actor: Actor, id: string): Promise<Outcome<{ unitId: string }>> {
  if (!canManageUnits(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ unitId: string }>> => {
    const deed = await tx.selectFrom('org_unit_deed').select(['unit_id', 'kind', 'effective_on', 'done_at', 'withdrawn_at']).where('id', '=', id).executeTakeFirst();
    if (!deed) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (deed.done_at) return refuse('form', messages.both('refused.done'));
    if (!deed.withdrawn_at) {
      await tx.updateTable('org_unit_deed').set({ withdrawn_at: at, withdrawn_by: actor.id }).where('id', '=', id).execute();
      await recordAudit(tx, { at, actor, action: 'unit.withdraw', objectType: 'org_unit', objectId: deed.unit_id, details: { deed: actionOf(deed.kind), on: deed.effective_on } });
    }
    return { ok: true, unitId: deed.unit_id };
  });
}
