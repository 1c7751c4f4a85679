import { plusDays } from '../../platform/days.ts';
import type { Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { instantOf } from '../../platform/local-time.ts';

export const cadences = ['WEEK', 'MONTH'] as const;
export type Cadence = (typeof cadences)[number];

/** When a file is made: on a weekday (Monday is 1) or on a day of the month, at a full hour here. */
export interface Rhythm {
  every: Cadence;
  onDay: number;
  atHour: number;
}

/** The next moment, strictly later than `after`. In a month that is too short its last day stands for the wanted one. */
export function nextDue({ every, onDay, atHour }: Rhythm, after: Instant, timeZone: string): Instant {
  const hour = String(atHour).padStart(2, '0');
  for (let day = dayIn(timeZone, new Date(after)), tries = 0; tries < 70; day = plusDays(day, 1), tries += 1) {
    if (!isDay(day, { every, onDay })) continue;
    const due = instantOf(`${day}T${hour}:00`, timeZone);
    if (due > after) return due;
  }
  throw new Error(`no day fits ${every} ${onDay}`);
}

function isDay(day: string, { every, onDay }: Pick<Rhythm, 'every' | 'onDay'>): boolean {
  if (every === 'WEEK') return (new Date(`${day}T00:00:00Z`).getUTCDay() || 7) === onDay;
  const number = Number(day.slice(8));
  const isLast = plusDays(day, 1).slice(8) === '01';
  return number === onDay || (isLast && number < onDay);
}
