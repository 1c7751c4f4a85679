import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { findUnit } from '../../people/index.server.ts';
import { listAssignedCourses } from '../../learning/index.server.ts';
import { findSchedule, getSavedReport, listReportFiles, readersFor } from './saved-reports.server.ts';

/**
 * What the form of a schedule needs: the list, its schedule so far, and who may be named.
 * @throws AppError not-found for a list of somebody else, also for one that is shared
 */
export async function schedulePage(db: Db, actor: Actor, reportId: string, today: Day) {
  const report = await getSavedReport(db, actor, reportId, today);
  if (!report.isOwn) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { report, schedule: await findSchedule(db, reportId), readers: await readersFor(db, actor, report.question.unit, today), ownId: actor.id };
}

/** One saved list with what belongs to it for this reader. */
export async function savedReportPage(db: Db, actor: Actor, reportId: string, { at, today }: { at: Instant; today: Day }) {
  const report = await getSavedReport(db, actor, reportId, today);
  const { unit, course } = report.question;
  const courses = course ? await listAssignedCourses(db) : [];
  return {
    report,
    schedule: report.isOwn ? await findSchedule(db, report.id) : null,
    files: await listReportFiles(db, report.id, actor.id, at),
    unitName: unit ? ((await findUnit(db, unit, today))?.name ?? null) : null,
    courseTitle: courses.find(({ slug }) => slug === course)?.title ?? null,
  };
}
