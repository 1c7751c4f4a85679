import type { Tx } from '../../../db/client.ts';
import { isWorkingDay } from '../../learning/index.server.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { addresseesOf } from '../queries/report-addressees.server.ts';
import { listObligations } from '../queries/obligations.server.ts';
import { readCalendar } from '../queries/periods.server.ts';
import { begunPeriods, isLate, lateReminderDue, reminderDue, type Period } from '../rules/period.ts';
import type { Moment } from './change-report.server.ts';
import { writeReportReminders, type ReminderStep } from './write-report-reminders.server.ts';

/**
 * Reminds whoever has not sent a report that is due soon or was due lately: the focal point, or the leader where it waits for her. Each unit once for each step, however
 * often this runs; of several steps that were missed only the last is written. @returns how many units
 */
export async function remindReports(ports: Ports): Promise<number> {
  const moment = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const calendar = await readCalendar(tx, ports.timeZone);
    const holidays = new Set((await tx.selectFrom('holiday').select('day').execute()).map(({ day }) => day));
    const isWorking = (day: string) => isWorkingDay(day, holidays);
    let count = 0;
    for (const period of begunPeriods(moment.today, 3, calendar.periodOf)) {
      const policy = calendar.policyOf(period.month);
      const isOver = isLate(moment.at, period.dueAt);
      const due = isOver ? lateReminderDue(moment.today, period, policy.remindAfter, isWorking) : reminderDue(moment.today, period, policy.remindBefore, isWorking);
      if (due) count += await remindOf(tx, period, { ...due, isLate: isOver }, { ...moment, timeZone: ports.timeZone });
    }
    return count;
  });
}

async function remindOf(tx: Tx, period: Period, due: ReminderStep, moment: Moment & { timeZone: string }): Promise<number> {
  const sent = new Set((await tx.selectFrom('monthly_report').select('unit_id').where('month', '=', period.month).where('first_submitted_at', 'is not', null).execute()).map((row) => row.unit_id));
  const open = (await listObligations(tx, period, moment.today)).filter(({ unitId }) => !sent.has(unitId));
  return (await writeReportReminders(tx, period, await addresseesOf(tx, open, { month: period.month, today: moment.today }), due, moment)).length;
}
