import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';

/** Monday to Friday without public holidays. */
export function isWorkingDay(day: Day, holidays: ReadonlySet<Day>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** The day itself when it is a working day, else the nearest one in a direction. A calendar that is nothing but holidays ends the search after two months. */
export function nearestWorkingDay(day: Day, direction: 1 | -1, holidays: ReadonlySet<Day>): Day {
  let found = day;
  for (let tries = 0; tries < 60 && !isWorkingDay(found, holidays); tries += 1) found = plusDays(found, direction);
  return found;
}
