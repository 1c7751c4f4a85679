import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { ReportFile } from '../rules/report-content.ts';
import { getReport } from './monthly-report.server.ts';

/** Files of a report that the scanner stopped after they were taken in, and of one model only where that is asked. Nobody gets them any more. */
export async function listStopped(db: Db, reportId: string, model?: number): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('monthly_report_file').select(['id', 'name']).where('report_id', '=', reportId).where('scan', '=', 'QUARANTINED').$if(model !== undefined, (query) => query.where('model_number', '=', model ?? 0).where('removed_at', 'is', null)).orderBy('id').execute();
}

/** A file of a report that somebody may see; also one that stands only in a version that was sent. @throws AppError not-found */
export async function getEvidence(db: Db, actor: Actor, what: { id: string; file: string }, today: Day): Promise<ReportFile> {
  const { rights } = await getReport(db, actor, what.id, today);
  const file = await db.selectFrom('monthly_report_file').select(['id', 'model_number as model', 'name', 'kind', 'bytes', 'sha256', 'removed_at as removedAt']).where('id', '=', what.file).where('report_id', '=', what.id).where('scan', '<>', 'QUARANTINED').executeTakeFirst();
  const isSent = file?.removedAt ? (await db.selectFrom('monthly_report_version').select('version').where('report_id', '=', what.id).where('content', 'like', `%"id":"${what.file.replace(/[%_]/g, '')}"%`).executeTakeFirst()) !== undefined : true;
  if (!file || (!isSent && !rights.write)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { removedAt: _, ...rest } = file;
  return rest;
}
