import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { covers } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { deskStates, punctualities, type DeskQuery, type DeskState } from '../forms/monthly.ts';
import { canApproveMonthly, canWriteMonthly } from '../policy.ts';
import { dueParts } from '../rules/due-words.ts';
import { begunPeriods, isLate, nearestPeriod, type Month, type Period } from '../rules/period.ts';
import { punctualityOf, type Punctuality } from '../rules/report-state.ts';
import { fold } from '../../platform/text/fold.ts';
import { approvedUnits, headOf, reportRows, seenUnits, writtenUnits } from './monthly-report.server.ts';
import { listObligations } from './obligations.server.ts';
import { readCalendar } from './periods.server.ts';
import { holdersByUnit } from './report-people.server.ts';

export interface DeskRow {
  unitId: string;
  unitName: string;
  models: number;
  reportId: string | null;
  revision: number;
  state: DeskState;
  punctuality: Punctuality;
  firstSubmittedAt: Instant | null;
  /** Of the report, else of the period. */
  dueAt: Instant;
  /** Nobody writes for this unit. */
  hasNoFocal: boolean;
}
interface Asked {
  at: Instant;
  today: Day;
  timeZone: string;
}

/** Every unit of a scope that owes a report for a month or has one, with where it stands. */
export async function listDeskRows(db: Db, scope: 'ALL' | ReadonlySet<string>, period: Period, { at, today }: Asked): Promise<DeskRow[]> {
  const owed = (await listObligations(db, period, today)).filter(({ unitId }) => covers(scope, unitId));
  const reports = (await reportRows(db).where('r.month', '=', period.month).execute()).map(headOf).filter(({ unitId }) => covers(scope, unitId));
  const byUnit = new Map(reports.map((report) => [report.unitId, report]));
  const counts = new Map((await db.selectFrom('monthly_report_line as l').innerJoin('monthly_report as r', 'r.id', 'l.report_id').select((row) => ['r.unit_id', row.fn.countAll<number>().as('count')]).where('r.month', '=', period.month).groupBy('r.unit_id').execute()).map((row) => [row.unit_id, Number(row.count)]));
  const models = new Map(owed.map((one) => [one.unitId, one.models.length]));
  const focal = await holdersByUnit(db, 'FOCAL_POINT', today);
  const names = new Map([...owed.map(({ unitId, unitName }) => [unitId, unitName] as const), ...reports.map(({ unitId, unitName }) => [unitId, unitName] as const)]);
  const collator = new Intl.Collator('vi', { numeric: true });
  return [...names].map(([unitId, unitName]): DeskRow => {
    const report = byUnit.get(unitId);
    return {
      unitId, unitName, models: models.get(unitId) ?? counts.get(unitId) ?? 0, reportId: report?.id ?? null, revision: report?.revision ?? 0, state: report?.state ?? 'NONE',
      punctuality: punctualityOf(report?.firstSubmittedAt ?? null, report?.dueAt ?? period.dueAt, at), firstSubmittedAt: report?.firstSubmittedAt ?? null, dueAt: report?.dueAt ?? period.dueAt, hasNoFocal: focal(unitId).length === 0,
    };
  }).toSorted((a, b) => collator.compare(a.unitName, b.unitName));
}

export type DeskPage = Awaited<ReturnType<typeof deskPage>>;

/** The units of a month that the actor sees, and those of them that fit what was asked. */
export async function findDeskRows(db: Db, actor: Actor, query: Pick<DeskQuery, 'month' | 'state' | 'punctuality' | 'q'>, asked: Asked) {
  const { periodOf } = await readCalendar(db, asked.timeZone);
  const period = query.month === undefined ? nearestPeriod(asked.today, periodOf) : periodOf(query.month);
  const all = await listDeskRows(db, await seenUnits(db, actor, asked.today), period, asked);
  const wanted = fold(query.q);
  const rows = all.filter((row) => (query.state === undefined || row.state === query.state) && (query.punctuality === undefined || row.punctuality === query.punctuality) && (query.q === '' || (wanted !== '' && fold(row.unitName).includes(wanted))));
  return { periodOf, period, all, rows };
}

/** The list of a month with counts that add up, narrowed as asked. */
export async function deskPage(db: Db, actor: Actor, query: DeskQuery, asked: Asked) {
  const { periodOf, period, all, rows } = await findDeskRows(db, actor, query, asked);
  return {
    period, due: dueParts(period.dueAt, asked.timeZone), rows, total: all.length, isOver: isLate(asked.at, period.dueAt),
    states: Object.fromEntries(deskStates.map((state) => [state, all.filter((row) => row.state === state).length])) as Record<DeskState, number>,
    punctuality: Object.fromEntries(punctualities.map((one) => [one, all.filter((row) => row.punctuality === one).length])) as Record<Punctuality, number>,
    next: (await nextDeeds(db, actor, periodOf, asked)).slice(0, deedsShown),
  };
}

/** As many as the page names above its list. */
const deedsShown = 12;

/** A report that waits for the reader: to be begun, written or approved. */
export interface NextDeed {
  kind: 'BEGIN' | 'WRITE' | 'RETURNED' | 'APPROVE';
  unitId: string;
  unitName: string;
  month: Month;
  reportId: string | null;
  due: { day: string; time: string | null };
  dueAt: Instant;
  isLate: boolean;
}

/** What a focal point has to write and a leader to approve, in the last three periods that have begun; the earliest due first. */
export async function nextDeeds(db: Db, actor: Actor, periodOf: (month: Month) => Period, asked: Asked): Promise<NextDeed[]> {
  if (!canWriteMonthly(actor) && !canApproveMonthly(actor)) return [];
  const written = await writtenUnits(db, actor, asked.today);
  const approved = await approvedUnits(db, actor, asked.today);
  const own = new Set((await db.selectFrom('monthly_report_author').select('report_id').where('user_id', '=', actor.id).execute()).map((row) => row.report_id));
  const seen = await seenUnits(db, actor, asked.today);
  const deeds: NextDeed[] = [];
  const periods = begunPeriods(asked.today, 3, periodOf).toReversed();
  for (const [at, period] of periods.entries()) {
    for (const row of await listDeskRows(db, seen, period, asked)) {
      const kind = deedOf(row.state, { write: covers(written, row.unitId), approve: covers(approved, row.unitId) && !own.has(row.reportId ?? '') });
      // What nobody has begun two months ago is for the desk to ask about, not for today's work.
      if (kind && !(kind === 'BEGIN' && at < periods.length - 2)) deeds.push({ kind, unitId: row.unitId, unitName: row.unitName, month: period.month, reportId: row.reportId, due: dueParts(row.dueAt, asked.timeZone), dueAt: row.dueAt, isLate: row.punctuality === 'MISSING' });
    }
  }
  return deeds;
}

function deedOf(state: DeskState, may: { write: boolean; approve: boolean }): NextDeed['kind'] | null {
  if (state === 'PENDING_APPROVAL') return may.approve ? 'APPROVE' : null;
  if (!may.write) return null;
  return state === 'NONE' ? 'BEGIN' : state === 'DRAFT' ? 'WRITE' : state === 'RETURNED' ? 'RETURNED' : null;
}
