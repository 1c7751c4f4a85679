import type { Actor } from '../../people/actor.ts';
import { covers, momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { monthlyFaults as messages } from '../messages/monthly-faults.ts';
import { canWriteMonthly } from '../policy.ts';
import { writtenUnits } from '../queries/monthly-report.server.ts';
import { listObligations } from '../queries/obligations.server.ts';
import { readCalendar } from '../queries/periods.server.ts';
import type { Month } from '../rules/period.ts';
import { countFigures } from './count-figures.server.ts';

/** Begins a unit's report for a month, or hands back the one that is there. @throws AppError not-found for units of others */
export async function startReport(ports: Ports, actor: Actor, what: { unit: string; month: Month }): Promise<Outcome<{ id: string }>> {
  if (!canWriteMonthly(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    if (!covers(await writtenUnits(tx, actor, today), what.unit)) throw new AppError('not-found', platformMessages.both('error.not-found'));
    const known = await tx.selectFrom('monthly_report').select('id').where('unit_id', '=', what.unit).where('month', '=', what.month).executeTakeFirst();
    if (known) return { ok: true, id: known.id };
    const period = (await readCalendar(tx, ports.timeZone)).periodOf(what.month);
    if (period.start > today) return refuse('month', messages.both('fault.not-begun'));
    const [owed] = await listObligations(tx, period, today, what.unit);
    if (!owed) return refuse('unit', messages.both('fault.owes-nothing'));
    const id = newId();
    await tx.insertInto('monthly_report').values({ id, unit_id: what.unit, month: what.month, period_start: period.start, period_end: period.end, due_at: period.dueAt, started_by: actor.id, started_at: at, changed_at: at }).execute();
    await countFigures(tx, { id, unitId: what.unit, ...period }, owed.models.map(({ number }) => number), { at, today, timeZone: ports.timeZone });
    await recordAudit(tx, { at, actor, action: 'monthly-report.start', objectType: 'monthly_report', objectId: id, details: { unitId: what.unit, month: what.month } });
    return { ok: true, id };
  });
}
