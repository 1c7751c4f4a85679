import type { Day } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';
import type { ReminderPolicy } from './reminder-policy.ts';
import { mondayOf } from './week.ts';
import { isWorkingDay, nearestWorkingDay } from './working-days.ts';

/** How a course stands among some people, and how it stood for the same people a week before. */
export interface Figures {
  total: number;
  done: number;
  doing: number;
  late: number;
  /** Due within the next fourteen days. */
  soon: number;
  doneBefore: number;
  lateBefore: number;
}
export const noFigures: Figures = { total: 0, done: 0, doing: 0, late: 0, soon: 0, doneBefore: 0, lateBefore: 0 };

export const soonDays = 14;

export function addFigures(one: Figures, other: Figures): Figures {
  return { total: one.total + other.total, done: one.done + other.done, doing: one.doing + other.doing, late: one.late + other.late, soon: one.soon + other.soon, doneBefore: one.doneBefore + other.doneBefore, lateBefore: one.lateBefore + other.lateBefore };
}

/** Whether there is anything to say of a course: somebody is late or soon due, or something has changed. */
export function isWorthTelling({ late, soon, done, doneBefore, lateBefore }: Figures): boolean {
  return late > 0 || soon > 0 || done !== doneBefore || late !== lateBefore;
}

/** A digest's week, named by its Monday, with the day on which it is written. */
export interface DigestWeek {
  week: Day;
  plannedOn: Day;
}

/**
 * The digest whose day has come: the newest one, this week's or the one before. It is made up for as long as the policy allows, and never one that a later one has overtaken.
 */
export function digestDue(policy: Pick<ReminderPolicy, 'digest' | 'workingDaysOnly' | 'catchUpDays'>, day: Day, holidays: ReadonlySet<Day>): DigestWeek | null {
  const { digest, workingDaysOnly, catchUpDays } = policy;
  if (!digest || (workingDaysOnly && !isWorkingDay(day, holidays))) return null;
  for (const week of [mondayOf(day), plusDays(mondayOf(day), -7), plusDays(mondayOf(day), -14)]) {
    const plain = plusDays(week, digest.weekday - 1);
    const plannedOn = workingDaysOnly ? nearestWorkingDay(plain, 1, holidays) : plain;
    if (plannedOn <= day) return daysBetween(plannedOn, day) <= catchUpDays ? { week, plannedOn } : null;
  }
  return null;
}
