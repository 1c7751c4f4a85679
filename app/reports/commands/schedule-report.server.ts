import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { readQuestion } from '../forms/list-question.ts';
import type { ScheduleWish } from '../forms/saved-report.ts';
import { makeFilesJob } from '../jobs.ts';
import { savedMessages as messages } from '../messages/saved.ts';
import { readersFor } from '../queries/saved-reports.server.ts';
import { nextDue } from '../rules/schedule.ts';
import { ownReport } from './change-saved-report.server.ts';

/** Sets when files of a list are made and who gets them; an earlier schedule of the list ends. Only people whose own rights reach its unit can be named. */
export async function scheduleReport(ports: Ports, actor: Actor, reportId: string, { rhythm, format, readers }: ScheduleWish): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const report = await ownReport(tx, actor, reportId);
    const { unit } = readQuestion(new URLSearchParams(report.question));
    const allowed = new Set((await readersFor(tx, actor, unit, today)).map(({ id }) => id));
    const wanted = readers.length > 0 ? readers : [actor.id];
    if (wanted.some((id) => !allowed.has(id))) return refuse('reader', messages.both('fault.readers'));
    await endOf(tx, reportId, at);
    const id = newId();
    const nextAt = nextDue(rhythm, at, ports.timeZone);
    await tx.insertInto('report_schedule').values({ id, report_id: reportId, every: rhythm.every, on_day: rhythm.onDay, at_hour: rhythm.atHour, format, next_at: nextAt, created_by: actor.id, created_at: at, ended_at: null }).execute();
    await tx.insertInto('report_reader').values(wanted.map((userId) => ({ schedule_id: id, user_id: userId }))).execute();
    await planFiles(tx, { id, nextAt }, at);
    await recordAudit(tx, { at, actor, action: 'report.schedule', objectType: 'saved_report', objectId: reportId, details: { list: report.name, format, on: nextAt, people: wanted.length } });
    return { ok: true };
  });
}

/** Ends the schedule of a list. Asking twice changes nothing. */
export async function endSchedule(ports: Ports, actor: Actor, reportId: string): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const report = await ownReport(tx, actor, reportId);
    if ((await endOf(tx, reportId, at)) === 0) return;
    await recordAudit(tx, { at, actor, action: 'report.end-schedule', objectType: 'saved_report', objectId: reportId, details: { list: report.name } });
  });
}

async function endOf(tx: Tx, reportId: string, at: Instant): Promise<number> {
  const { numUpdatedRows } = await tx.updateTable('report_schedule').set({ ended_at: at }).where('report_id', '=', reportId).where('ended_at', 'is', null).executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Writes the job for the next files of a schedule; one that waits already is left alone. */
export async function planFiles(tx: Tx, { id, nextAt }: { id: string; nextAt: Instant }, now: Instant): Promise<void> {
  await enqueue(tx, makeFilesJob, { scheduleId: id }, { now, runAt: nextAt > now ? nextAt : now, uniqueKey: `${makeFilesJob.name}:${id}:${nextAt}` });
}
