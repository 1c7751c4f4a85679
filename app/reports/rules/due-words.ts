import { dayWords, plusDays } from '../../platform/days.ts';
import { localSecondOf } from '../../platform/local-time.ts';

/** The due moment as the plan speaks of it: "15/12/2026" for whatever is due with the last second of the 14th; with its time where a setting says another one. */
export function dueParts(dueAt: string, timeZone: string): { day: string; time: string | null } {
  const local = localSecondOf(dueAt, timeZone);
  const [day = '', time = ''] = local.split('T');
  return time === '23:59:59' ? { day: dayWords(plusDays(day, 1)), time: null } : { day: dayWords(day), time: time.slice(0, 5) };
}
