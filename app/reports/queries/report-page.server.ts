import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { dueParts } from '../rules/due-words.ts';
import { isEditable, punctualityOf } from '../rules/report-state.ts';
import { findPreviousReport, getReport } from './monthly-report.server.ts';
import { readReport } from './report-content.server.ts';
import { listSteps } from './report-history.server.ts';

export type ReportPage = Awaited<ReturnType<typeof reportPage>>;

/** Everything that the page of a report shows. @throws AppError not-found */
export async function reportPage(db: Db, actor: Actor, id: string, { at, today, timeZone }: { at: Instant; today: Day; timeZone: string }) {
  const { report, rights } = await getReport(db, actor, id, today);
  return {
    report, rights,
    canEdit: rights.write && isEditable(report.state),
    stored: await readReport(db, report, today),
    steps: await listSteps(db, id),
    previous: (await findPreviousReport(db, report))?.month ?? null,
    due: dueParts(report.dueAt, timeZone),
    punctuality: punctualityOf(report.firstSubmittedAt, report.dueAt, at),
  };
}
