import type { Day } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { weekdayOf } from './month.ts';

/** Several moments in one: the same times of day on some days. */
export interface Repeat {
  from: Day;
  to: Day;
  /** 1 is Monday; none means every day. */
  weekdays: readonly number[];
  /** As `06:30`. */
  times: readonly string[];
}

export const mostTimes = 4;
export const mostDays = 92;

/** The wall-clock moments of a repeat, in order, each once. */
export function momentsOf({ from, to, weekdays, times }: Repeat): string[] {
  const days = Array.from({ length: Math.min(mostDays, daysBetween(from, to) + 1) }, (_, at) => plusDays(from, at)).filter((day) => weekdays.length === 0 || weekdays.includes(weekdayOf(day)));
  return days.flatMap((day) => [...new Set(times)].toSorted().map((time) => `${day}T${time}`));
}
