import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { monthlyFaults as messages } from '../messages/monthly-faults.ts';
import { canWriteMonthly } from '../policy.ts';
import { getReport, type ReportHead } from '../queries/monthly-report.server.ts';
import { isEditable } from '../rules/report-state.ts';

/** What a deed leaves in the log; null when nothing had to change. One that only goes on with what the same person wrote a moment ago leaves no second row. */
type Trace = { action: string; details: Record<string, unknown>; goesOn?: boolean } | null;
export interface Moment {
  at: Instant;
  today: Day;
}

/** What all writing in a report shares: the right, the state, the author, the revision, the trace. @throws AppError not-found, forbidden */
export async function changeReport(ports: Ports, actor: Actor, id: string, deed: (tx: Tx, report: ReportHead, moment: Moment) => Promise<Trace | Refusal>): Promise<Outcome> {
  if (!canWriteMonthly(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const moment = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { report, rights } = await getReport(tx, actor, id, moment.today);
    if (!rights.write) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
    if (!isEditable(report.state)) return refuse('form', messages.both('fault.handed-in'));
    const done = await deed(tx, report, moment);
    if (done === null) return { ok: true };
    if ('ok' in done) return done;
    await markAuthor(tx, id, actor.id);
    await tx.updateTable('monthly_report').set({ revision: report.revision + 1, changed_at: moment.at }).where('id', '=', id).execute();
    if (!done.goesOn) await recordAudit(tx, { at: moment.at, actor, action: done.action, objectType: 'monthly_report', objectId: id, details: done.details });
    return { ok: true };
  });
}

/** Whoever has written in a report does not approve it. */
export async function markAuthor(tx: Tx, reportId: string, userId: string): Promise<void> {
  await tx.insertInto('monthly_report_author').values({ report_id: reportId, user_id: userId }).onConflict((conflict) => conflict.doNothing()).execute();
}
