import type { Tx } from '../../../db/client.ts';
import { isWorkingDay } from '../../learning/index.server.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { monthlyNotices as messages } from '../messages/monthly-notices.ts';
import { listObligations } from '../queries/obligations.server.ts';
import { readCalendar } from '../queries/periods.server.ts';
import { holdersByUnit } from '../queries/report-people.server.ts';
import { dueParts } from '../rules/due-words.ts';
import { begunPeriods, isLate, reminderDue, type Period } from '../rules/period.ts';
import type { Moment } from './change-report.server.ts';
import { writeReportNotice } from './tell-of-step.server.ts';

/**
 * Reminds whoever has not sent a report that is due soon: the focal point, or the leader where it waits for her. Each unit once for each step, however often this
 * runs; of several steps that were missed only the last is written. @returns how many units
 */
export async function remindReports(ports: Ports): Promise<number> {
  const moment = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const calendar = await readCalendar(tx, ports.timeZone);
    const holidays = new Set((await tx.selectFrom('holiday').select('day').execute()).map(({ day }) => day));
    let count = 0;
    for (const period of begunPeriods(moment.today, 3, calendar.periodOf)) {
      if (isLate(moment.at, period.dueAt)) continue;
      const due = reminderDue(moment.today, period, calendar.policyOf(period.month).remindBefore, (day) => isWorkingDay(day, holidays));
      if (due) count += await remindOf(tx, period, due, { ...moment, timeZone: ports.timeZone });
    }
    return count;
  });
}

async function remindOf(tx: Tx, period: Period, due: { step: string; missed: string[] }, moment: Moment & { timeZone: string }): Promise<number> {
  const owed = await listObligations(tx, period, moment.today);
  const reports = new Map((await tx.selectFrom('monthly_report').select(['unit_id', 'state', 'first_submitted_at']).where('month', '=', period.month).execute()).map((row) => [row.unit_id, row]));
  const open = owed.filter(({ unitId }) => !reports.get(unitId)?.first_submitted_at);
  const claimed = await claim(tx, open.map(({ unitId }) => unitId), { month: period.month, ...due, at: moment.at });
  const authors = Map.groupBy(await tx.selectFrom('monthly_report_author as a').innerJoin('monthly_report as r', 'r.id', 'a.report_id').select(['r.unit_id', 'a.user_id']).where('r.month', '=', period.month).execute(), (row) => row.unit_id);
  const waiting = (unitId: string) => reports.get(unitId)?.state === 'PENDING_APPROVAL';
  for (const [role, notice] of [['FOCAL_POINT', 'before'], ['UNIT_LEADER', 'before-leader']] as const) {
    const holders = await holdersByUnit(tx, role, moment.today);
    const units = new Map<string, string[]>();
    for (const { unitId, unitName } of open) {
      if (!claimed.has(unitId) || waiting(unitId) !== (role === 'UNIT_LEADER')) continue;
      const except = role === 'UNIT_LEADER' ? new Set(authors.get(unitId)?.map((row) => row.user_id)) : undefined;
      for (const person of holders(unitId, except)) units.set(person, [...(units.get(person) ?? []), unitName]);
    }
    if (units.size === 0) continue;
    await writeReportNotice(tx, { id: `monthly-reminder:${period.month}:${due.step}:${role}:${moment.at}`, notice, month: period.month, units: new Map([...units].map(([person, names]) => [person, named(names)])), due: dueWords(period.dueAt, moment.timeZone), link: `/reports/monthly?month=${period.month}`, at: moment.at, days: 4 });
  }
  return claimed.size;
}

function dueWords(dueAt: Instant, timeZone: string): Localised {
  const { day, time } = dueParts(dueAt, timeZone);
  return time === null ? messages.both('due.before', { day }) : messages.both('due.until', { day, time });
}

/** Marks units as reminded of a step, and of those before it that were missed. @returns those that were not yet */
async function claim(tx: Tx, units: readonly string[], { month, step, missed, at }: { month: string; step: string; missed: readonly string[]; at: string }): Promise<Set<string>> {
  const rows = (steps: readonly string[]) => units.flatMap((unit_id) => steps.map((one) => ({ unit_id, month, step: one, written_at: at })));
  if (units.length === 0) return new Set();
  const claimed = await tx.insertInto('monthly_reminder').values(rows([step])).onConflict((conflict) => conflict.doNothing()).returning('unit_id').execute();
  if (missed.length > 0) await tx.insertInto('monthly_reminder').values(rows(missed)).onConflict((conflict) => conflict.doNothing()).execute();
  return new Set(claimed.map(({ unit_id }) => unit_id));
}

/** Names of units in one short line. */
function named(names: readonly string[]): string {
  const [first = '', ...more] = names;
  const short = first.slice(0, 150);
  return more.length === 0 ? short : messages.in('vi')('units-more', { unit: short, count: more.length });
}
