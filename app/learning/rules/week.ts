import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { dayIn } from '../../platform/i18n/formats.ts';

export interface WeekRhythm {
  /** Monday to Sunday of the current week; future days are null. */
  days: { day: string; minutes: number | null }[];
  minutes: number;
  activeDays: number;
}

/** The first day of the week in which a day lies. */
export function mondayOf(day: Day): Day {
  return plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** How many minutes were studied on each day of the current week, by the calendar of the place. The week starts on Monday. */
export function weekRhythm(reads: readonly { at: string; seconds: number }[], now: Date, timeZone: string): WeekRhythm {
  const today = dayIn(timeZone, now);
  const monday = mondayOf(today);
  const seconds = new Map<string, number>();
  for (const read of reads) {
    const day = dayIn(timeZone, new Date(read.at));
    seconds.set(day, (seconds.get(day) ?? 0) + read.seconds);
  }
  const days = Array.from({ length: 7 }, (_, at) => plusDays(monday, at)).map((day) => ({ day, minutes: day > today ? null : Math.round((seconds.get(day) ?? 0) / 60) }));
  return { days, minutes: days.reduce((sum, day) => sum + (day.minutes ?? 0), 0), activeDays: days.filter((day) => (day.minutes ?? 0) > 0).length };
}
