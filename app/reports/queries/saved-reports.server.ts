import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, grantsOf, unitScopeOf } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { SheetFormat } from '../../platform/sheets/sheet.ts';
import { readQuestion, type ListQuestion } from '../forms/list-question.ts';
import type { Cadence } from '../rules/schedule.ts';
import { listRoles } from './list-scope.server.ts';

export interface SavedReport {
  id: string;
  name: string;
  question: ListQuestion;
  ownerId: string;
  ownerName: string;
  isShared: boolean;
  updatedAt: Instant;
}

const columns = ['r.id', 'r.name', 'r.question', 'r.owner_id as ownerId', 'u.full_name as ownerName', 'r.shared_at as sharedAt', 'r.updated_at as updatedAt'] as const;
const reportsOf = (db: Db) => db.selectFrom('saved_report as r').innerJoin('user_account as u', 'u.id', 'r.owner_id').where('r.deleted_at', 'is', null);
const toReport = ({ question, sharedAt, ...row }: { id: string; name: string; question: string; ownerId: string; ownerName: string; sharedAt: string | null; updatedAt: string }): SavedReport => ({ ...row, question: readQuestion(new URLSearchParams(question)), isShared: sharedAt !== null });

/** The lists that somebody keeps, and those of others that are shared with her: shared lists of units that her rights do not reach are not told of. */
export async function listSavedReports(db: Db, actor: Actor, today: Day): Promise<{ own: SavedReport[]; shared: SavedReport[] }> {
  const own = await reportsOf(db).select(columns).where('r.owner_id', '=', actor.id).orderBy('r.updated_at', 'desc').execute();
  const others = await reportsOf(db).select(columns).where('r.owner_id', '!=', actor.id).where('r.shared_at', 'is not', null).orderBy('r.updated_at', 'desc').execute();
  const scope = await unitScopeOf(db, grantsOf(actor, ...listRoles), today);
  return { own: own.map(toReport), shared: others.map(toReport).filter(({ question }) => covers(scope, question.unit ?? null)) };
}

/** @throws AppError not-found for a list that is neither one's own nor shared with one */
export async function getSavedReport(db: Db, actor: Actor, id: string, today: Day): Promise<SavedReport & { isOwn: boolean }> {
  const row = await reportsOf(db).select(columns).where('r.id', '=', id).executeTakeFirst();
  const report = row && toReport(row);
  const isOwn = report?.ownerId === actor.id;
  const isReached = report?.isShared && covers(await unitScopeOf(db, grantsOf(actor, ...listRoles), today), report.question.unit ?? null);
  if (!report || !(isOwn || isReached)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { ...report, isOwn };
}

export interface ReportSchedule {
  id: string;
  every: Cadence;
  onDay: number;
  atHour: number;
  format: SheetFormat;
  nextAt: Instant;
  readers: { id: string; fullName: string }[];
}

/** The schedule of a list, if there is one. */
export async function findSchedule(db: Db, reportId: string): Promise<ReportSchedule | null> {
  const row = await db.selectFrom('report_schedule').select(['id', 'every', 'on_day as onDay', 'at_hour as atHour', 'format', 'next_at as nextAt']).where('report_id', '=', reportId).where('ended_at', 'is', null).executeTakeFirst();
  if (!row) return null;
  const readers = await db.selectFrom('report_reader as t').innerJoin('user_account as u', 'u.id', 't.user_id').select(['u.id', 'u.full_name as fullName']).where('t.schedule_id', '=', row.id).orderBy('u.sort_key').execute();
  return { ...row, every: row.every as Cadence, format: row.format as SheetFormat, readers };
}

const mostReaders = 50;

/** Who may get a list of a unit: everybody in service whose own rights reach that unit, herself included. */
export async function listReaders(db: Db, unitId: string | null, today: Day): Promise<{ id: string; fullName: string; unitName: string | null }[]> {
  const above = sql`(with recursive up (id) as (select ${unitId} union select v.parent_id from org_unit_version as v join up on up.id = v.unit_id where v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today}) and v.parent_id is not null) select id from up)`;
  return db
    .selectFrom('user_account as u')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'm.unit_id').on('v.valid_from', '<=', today).on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', today)])))
    .select(['u.id', 'u.full_name as fullName', 'v.short_name as unitName'])
    .where('u.disabled_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('role_assignment as a').select('a.id').whereRef('a.user_id', '=', 'u.id').where('a.revoked_at', 'is', null).where('a.role', 'in', listRoles)
          .where(sql<SqlBool>`(a.scope = 'ALL' or (a.scope = 'SUBTREE' and a.unit_id in ${above}))`),
      ),
    )
    .orderBy('u.sort_key')
    .limit(mostReaders)
    .execute();
}

/** Who may get a list of somebody's: herself and whoever else reaches its unit; nobody once she does not reach it any more. */
export async function readersFor(db: Db, actor: Actor, unit: string | undefined, today: Day): Promise<{ id: string; fullName: string; unitName: string | null }[]> {
  if (unit && !covers(await unitScopeOf(db, grantsOf(actor, ...listRoles), today), unit)) return [];
  const others = (await listReaders(db, unit ?? actor.unitId, today)).filter(({ id }) => id !== actor.id);
  return [{ id: actor.id, fullName: actor.fullName, unitName: actor.unitName }, ...others];
}

export interface ReportFileRow {
  id: string;
  madeAt: Instant;
  expiresAt: Instant;
  rowCount: number;
  isReady: boolean;
}

/** The files that a list's schedules made for somebody, the newest first. */
export async function listReportFiles(db: Db, reportId: string, readerId: string, at: Instant): Promise<ReportFileRow[]> {
  const rows = await db
    .selectFrom('report_file as f')
    .innerJoin('report_schedule as s', 's.id', 'f.schedule_id')
    .select(['f.id', 'f.made_at as madeAt', 'f.expires_at as expiresAt', 'f.row_count as rowCount', sql<number>`f.bytes is not null and f.expires_at > ${at}`.as('isReady')])
    .where('s.report_id', '=', reportId)
    .where('f.reader_id', '=', readerId)
    .orderBy('f.made_at', 'desc')
    .limit(12)
    .execute();
  return rows.map((row) => ({ ...row, isReady: row.isReady === 1 }));
}
