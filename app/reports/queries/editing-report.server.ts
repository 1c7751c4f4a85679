import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { monthlyFaults } from '../messages/monthly-faults.ts';
import { isEditable } from '../rules/report-state.ts';
import { getReport, type ReportHead } from './monthly-report.server.ts';
import { readReport, type StoredReport } from './report-content.server.ts';
import { suggestTarget } from './suggested-target.server.ts';

/** A report for the forms of whoever writes it; `isRefused` draws a form once more that came too late, with what was typed. @throws AppError not-found, forbidden; conflict once it was handed in */
export async function editingReport(db: Db, actor: Actor, id: string, today: Day, isRefused = false): Promise<{ report: ReportHead; stored: StoredReport }> {
  const { report, rights } = await getReport(db, actor, id, today);
  if (!rights.write) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  if (!isEditable(report.state) && !isRefused) throw new AppError('conflict', monthlyFaults.both('fault.handed-in'));
  return { report, stored: await readReport(db, report, today) };
}

/** One line of such a report. @throws AppError not-found */
export async function editingLine(db: Db, actor: Actor, what: { report: string; number: number }, today: Day, isRefused = false) {
  const { report, stored } = await editingReport(db, actor, what.report, today, isRefused);
  const line = stored.content.lines.find(({ model }) => model === what.number);
  if (!line) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const own = (one: { model: number }) => one.model === what.number;
  const revision = stored.revisions.lines[what.number] ?? 0;
  // What was saved once is hers, also an emptied target.
  const suggested = revision === 0 ? await suggestTarget(db, report, line) : null;
  return { report, line: suggested ? { ...line, target: suggested.target, measure: suggested.measure } : line, suggested: suggested?.from ?? null, revision, figures: stored.content.figures.filter(own), files: stored.content.files.filter(own) };
}
