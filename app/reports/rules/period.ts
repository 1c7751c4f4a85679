import { z } from 'zod';
import type { Day, Instant } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { instantOf } from '../../platform/local-time.ts';
import { defineSetting } from '../../platform/settings.ts';

/** A month as `2026-11`. */
export type Month = string;

const policyShape = z.object({
  /** FIFTEENTH: from the 15th of the month before to the 14th of the month; CALENDAR: the whole month, reported in the next one. */
  kind: z.enum(['FIFTEENTH', 'CALENDAR']),
  dueDay: z.number().int().min(1).max(28),
  /** The last second that is in time. */
  dueTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
  /** Working days before the due day on which whoever has not sent is reminded. */
  remindBefore: z.array(z.number().int().min(1).max(10)).max(5),
  /** Working days after the due day on which whoever has still not sent is reminded once more; 0 is never. */
  remindAfter: z.number().int().min(0).max(10).default(1),
});
export type MonthlyPolicy = z.infer<typeof policyShape>;

/** Which days a monthly report covers and until when it is due: the row in force on the first day of the month. */
export const monthlyPolicy = defineSetting<MonthlyPolicy>({
  key: 'reports.monthly',
  value: policyShape,
  fallback: { kind: 'FIFTEENTH', dueDay: 14, dueTime: '23:59:59', remindBefore: [3, 1], remindAfter: 1 },
  legalBasis: 'Kế hoạch 107/KHPPH-TCTĐA06/CPTW-UBND tỉnh NB, mục V.3 (báo cáo trước ngày 15 hằng tháng); Nghị định 09/2019/NĐ-CP (kỳ số liệu từ ngày 15 tháng trước đến ngày 14)',
});

export interface Period {
  month: Month;
  start: Day;
  /** The first day that it no longer covers. */
  end: Day;
  lastDay: Day;
  dueDay: Day;
  /** The last second that is in time. */
  dueAt: Instant;
}

/** The month so many months later. */
export function plusMonths(month: Month, count: number): Month {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** A month as people write it: 11/2026. */
export const monthWords = (month: Month): string => `${month.slice(5)}/${month.slice(0, 4)}`;

/** The last day of a period that has come: on it is asked who carries what, and up to it a report counts. Today, or the day of the report, while the period runs. */
export const referenceDay = (period: { lastDay: Day }, today: Day): Day => (period.lastDay < today ? period.lastDay : today);

/** The period of a month under a policy. */
export function periodOf(month: Month, policy: MonthlyPolicy, timeZone: string): Period {
  const isFifteenth = policy.kind === 'FIFTEENTH';
  const start = isFifteenth ? `${plusMonths(month, -1)}-15` : `${month}-01`;
  const end = isFifteenth ? `${month}-15` : `${plusMonths(month, 1)}-01`;
  const dueDay = `${isFifteenth ? month : plusMonths(month, 1)}-${String(policy.dueDay).padStart(2, '0')}`;
  return { month, start, end, lastDay: plusDays(end, -1), dueDay, dueAt: instantOf(`${dueDay}T${policy.dueTime}`, timeZone) };
}

/** The due second itself is in time. */
export function isLate(submittedAt: Instant, dueAt: Instant): boolean {
  return Date.parse(submittedAt) >= Date.parse(dueAt) + 1_000;
}

/** The period whose due day lies nearest to a day; of two alike the one that is still to come. What a desk is busy with. */
export function nearestPeriod(today: Day, of: (month: Month) => Period): Period {
  const around = [-2, -1, 0, 1, 2].map((count) => of(plusMonths(today.slice(0, 7), count)));
  return around.reduce((best, one) => (Math.abs(daysBetween(today, one.dueDay)) <= Math.abs(daysBetween(today, best.dueDay)) ? one : best));
}

/** Periods that somebody may write about on a day: those that have begun, the newest first. */
export function begunPeriods(today: Day, count: number, of: (month: Month) => Period): Period[] {
  const months = Array.from({ length: count + 2 }, (_, at) => plusMonths(today.slice(0, 7), 1 - at));
  return months.map(of).filter(({ start }) => start <= today).slice(0, count);
}

/** The day so many working days before another. */
export const workingDayBefore = (day: Day, count: number, isWorking: (day: Day) => boolean): Day => workingDayFrom(day, count, -1, isWorking);

function workingDayFrom(day: Day, count: number, step: 1 | -1, isWorking: (day: Day) => boolean): Day {
  let found = day;
  for (let left = count, tries = 0; left > 0 && tries < 90; tries += 1) {
    found = plusDays(found, step);
    if (isWorking(found)) left -= 1;
  }
  return found;
}

/** The reminder that is due on a day: of several that were missed only the last, none before the first and none after the due day. */
export function reminderDue(today: Day, period: Pick<Period, 'dueDay'>, before: readonly number[], isWorking: (day: Day) => boolean): { step: string; missed: string[] } | null {
  if (today > period.dueDay) return null;
  const steps = before.toSorted((a, b) => b - a).filter((count) => workingDayBefore(period.dueDay, count, isWorking) <= today).map((count) => `before-${count}`);
  const step = steps.at(-1);
  return step === undefined ? null : { step, missed: steps.slice(0, -1) };
}

/** So many days a reminder after the due day is caught up when the machine stood still; later it says nothing that nobody knows. */
const lateCatchUp = 7;

/** The one reminder after the due day, so many working days behind it. */
export function lateReminderDue(today: Day, { dueDay }: Pick<Period, 'dueDay'>, after: number, isWorking: (day: Day) => boolean): { step: string; missed: string[] } | null {
  if (after === 0) return null;
  const day = workingDayFrom(dueDay, after, 1, isWorking);
  return today >= day && daysBetween(day, today) <= lateCatchUp ? { step: `after-${after}`, missed: [] } : null;
}
