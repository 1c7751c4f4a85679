import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readContent, type ReportContent } from '../rules/report-content.ts';
import type { ReportStep } from '../rules/report-state.ts';

export interface TakenStep {
  seq: number;
  step: ReportStep;
  reason: string | null;
  by: string;
  byId: string;
  at: Instant;
  version: number | null;
}
export interface Version {
  version: number;
  content: ReportContent;
  sha256: string;
  submittedAt: Instant;
  submittedBy: string;
}

/** The way of a report, the latest step first. */
export async function listSteps(db: Db, reportId: string): Promise<TakenStep[]> {
  const rows = await db
    .selectFrom('monthly_report_step as s')
    .innerJoin('user_account as u', 'u.id', 's.taken_by')
    .select(['s.seq', 's.step', 's.reason', 'u.full_name as by', 's.taken_by as byId', 's.taken_at as at', 's.version'])
    .where('s.report_id', '=', reportId)
    .orderBy('s.seq', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, step: row.step as ReportStep }));
}

/** An approved version as it was sent; the latest one when no number is given. */
export async function findVersion(db: Db, reportId: string, version?: number): Promise<Version | undefined> {
  const row = await db
    .selectFrom('monthly_report_version as v')
    .leftJoin('user_account as u', 'u.id', 'v.submitted_by')
    .select(['v.version', 'v.content', 'v.sha256', 'v.submitted_at as submittedAt', 'u.full_name as submittedBy'])
    .where('v.report_id', '=', reportId)
    .$if(version !== undefined, (query) => query.where('v.version', '=', version ?? 0))
    .orderBy('v.version', 'desc')
    .executeTakeFirst();
  return row && { ...row, submittedBy: row.submittedBy ?? '', content: readContent(row.content) };
}

/** An approved version. @throws AppError not-found */
export async function getVersion(db: Db, reportId: string, version: number): Promise<Version> {
  const found = await findVersion(db, reportId, version);
  if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return found;
}
