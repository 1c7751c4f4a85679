import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, grantsOf, unitScopeOf, type UnitScope } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Month } from '../rules/period.ts';
import type { ReportState } from '../rules/report-state.ts';

export interface ReportHead {
  id: string;
  unitId: string;
  unitName: string;
  unitKind: string;
  month: Month;
  start: Day;
  end: Day;
  lastDay: Day;
  dueAt: Instant;
  state: ReportState;
  revision: number;
  firstSubmittedAt: Instant | null;
  changedAt: Instant;
}

/** What an actor may do with a report, before its state is asked. */
export interface ReportRights {
  write: boolean;
  approve: boolean;
  receive: boolean;
  /** Has written in it, so that somebody else must approve. */
  isAuthor: boolean;
}

/** The units whose reports somebody may see. */
export function seenUnits(db: Db, actor: Actor, today: Day): Promise<UnitScope> {
  return unitScopeOf(db, grantsOf(actor, 'FOCAL_POINT', 'UNIT_LEADER', 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN'), today);
}

/** The units for which somebody writes reports. */
export function writtenUnits(db: Db, actor: Actor, today: Day): Promise<UnitScope> {
  return unitScopeOf(db, grantsOf(actor, 'FOCAL_POINT'), today);
}

/** The units whose reports somebody approves. */
export function approvedUnits(db: Db, actor: Actor, today: Day): Promise<UnitScope> {
  return unitScopeOf(db, grantsOf(actor, 'UNIT_LEADER'), today);
}

/** Reports with the names that their units had at the end of the period. */
export function reportRows(db: Db) {
  return db
    .selectFrom('monthly_report as r')
    .innerJoin('org_unit as o', 'o.id', 'r.unit_id')
    .select(['r.id', 'r.unit_id as unitId', 'o.kind as unitKind', 'r.month', 'r.period_start as start', 'r.period_end as end', 'r.due_at as dueAt', 'r.state', 'r.revision', 'r.first_submitted_at as firstSubmittedAt', 'r.changed_at as changedAt'])
    .select(sql<string>`(select v.name from org_unit_version v where v.unit_id = r.unit_id and v.valid_from < r.period_end order by v.valid_from desc limit 1)`.as('unitName'));
}

/** A row of `reportRows` as everybody reads it. */
export function headOf<Row extends { end: Day; state: string; unitName: string | null }>(row: Row) {
  return { ...row, unitName: row.unitName ?? '', lastDay: plusDays(row.end, -1), state: row.state as ReportState };
}

/** A report that an actor may see, with what she may do. @throws AppError not-found */
export async function getReport(db: Db, actor: Actor, id: string, today: Day): Promise<{ report: ReportHead; rights: ReportRights }> {
  const row = await reportRows(db).where('r.id', '=', id).executeTakeFirst();
  if (!row || !covers(await seenUnits(db, actor, today), row.unitId)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const may = async (role: 'FOCAL_POINT' | 'UNIT_LEADER' | 'STANDING_AGENCY') => covers(await unitScopeOf(db, grantsOf(actor, role), today), row.unitId);
  const author = await db.selectFrom('monthly_report_author').select('user_id').where('report_id', '=', id).where('user_id', '=', actor.id).executeTakeFirst();
  return { report: headOf(row), rights: { write: await may('FOCAL_POINT'), approve: await may('UNIT_LEADER'), receive: await may('STANDING_AGENCY'), isAuthor: author !== undefined } };
}

/** The report of a unit for the latest month before another. */
export function findPreviousReport(db: Db, report: Pick<ReportHead, 'unitId' | 'month'>): Promise<{ id: string; month: Month } | undefined> {
  return db.selectFrom('monthly_report').select(['id', 'month']).where('unit_id', '=', report.unitId).where('month', '<', report.month).orderBy('month', 'desc').executeTakeFirst();
}
