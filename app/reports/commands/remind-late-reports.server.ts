import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { lateMessages as messages } from '../messages/monthly-late.ts';
import { canReceiveMonthly } from '../policy.ts';
import { askedPeriod, handStep, listLateUnits } from '../queries/late-reports.server.ts';
import type { Month } from '../rules/period.ts';
import { writeReportReminders } from './write-report-reminders.server.ts';

/**
 * Reminds chosen units of a report that is missing. Whoever has sent meanwhile, was reminded by hand today or has nobody to be asked is left out; twice the same form reminds once.
 * @throws AppError forbidden without the right
 */
export async function remindLateReports(ports: Ports, actor: Actor, what: { month: Month; units: readonly string[] }): Promise<Outcome<{ count: number }>> {
  if (!canReceiveMonthly(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const moment = { ...momentOf(ports), timeZone: ports.timeZone };
  const chosen = new Set(what.units);
  if (chosen.size === 0) return refuse('units', messages.both('fault.none-chosen'));
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ count: number }>> => {
    const period = await askedPeriod(tx, what.month, moment);
    const asked = (await listLateUnits(tx, actor, period, moment)).filter(({ unitId, to, isRemindedToday }) => chosen.has(unitId) && to.length > 0 && !isRemindedToday);
    if (asked.length === 0) return refuse('form', messages.both('fault.nobody'));
    const reminded = await writeReportReminders(tx, period, asked, { step: handStep(moment.today), missed: [], isLate: true }, { ...moment, by: actor.id });
    await recordAudit(tx, { at: moment.at, actor, action: 'monthly-report.remind', objectType: 'monthly_report', objectId: period.month, details: { month: period.month, count: reminded.length } });
    return { ok: true, count: reminded.length };
  });
}
