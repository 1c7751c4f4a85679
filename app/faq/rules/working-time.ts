import { z } from 'zod';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { instantOf } from '../../platform/local-time.ts';
import { defineSetting } from '../../platform/settings.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const spans = z.array(z.tuple([time, time])).min(1).max(4).refine((all) => all.every(([from, to], at) => from < to && (all[at - 1]?.[1] ?? '') <= from));

/** When the province's offices are open, Monday to Friday. */
export const officeHours = defineSetting<{ spans: [from: string, to: string][] }>({ key: 'tickets.office-hours', value: z.object({ spans }), fallback: { spans: [['07:30', '11:30'], ['13:30', '17:00']] }, legalBasis: 'Quy định giờ làm việc của cơ quan hành chính tỉnh' });

/** Everything that decides which minutes are worked. */
export interface WorkCalendar {
  spans: readonly (readonly [from: string, to: string])[];
  holidays: ReadonlySet<Day>;
  timeZone: string;
}

const minute = 60_000;
/** Longer than any run of days off; a calendar without a working day is refused rather than walked for ever. */
const mostIdleDays = 400;

const isWorkday = (day: Day, { holidays }: WorkCalendar): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
};
const openOn = (day: Day, calendar: WorkCalendar): [number, number][] =>
  isWorkday(day, calendar) ? calendar.spans.map(([from, to]) => [Date.parse(instantOf(`${day}T${from}`, calendar.timeZone)), Date.parse(instantOf(`${day}T${to}`, calendar.timeZone))]) : [];

/** The moment at which so many minutes have been worked since `start`. None: the first open moment from `start` on. */
export function afterWorking(start: Instant, minutes: number, calendar: WorkCalendar): Instant {
  const from = Date.parse(start);
  let left = Math.max(0, minutes) * minute;
  let idle = 0;
  for (let day = dayIn(calendar.timeZone, new Date(from)); idle < mostIdleDays; day = plusDays(day, 1)) {
    const open = openOn(day, calendar);
    idle = open.length > 0 ? 0 : idle + 1;
    for (const [opens, closes] of open) {
      const begins = Math.max(opens, from);
      if (begins >= closes) continue;
      if (begins + left <= closes) return new Date(begins + left).toISOString();
      left -= closes - begins;
    }
  }
  throw new RangeError('No working day within reach');
}

/** The end of work on the day that lies so many working days before a day; one: the last working day before it. */
export function endOfWorkBefore(before: Day, days: number, calendar: WorkCalendar): Instant {
  let left = days;
  let idle = 0;
  for (let day = plusDays(before, -1); idle < mostIdleDays; day = plusDays(day, -1)) {
    const closes = openOn(day, calendar).at(-1)?.[1];
    idle = closes === undefined ? idle + 1 : 0;
    if (closes !== undefined) left -= 1;
    if (closes !== undefined && left <= 0) return new Date(closes).toISOString();
  }
  throw new RangeError('No working day within reach');
}

/** Whole minutes worked between two moments; none when they stand the other way round. */
export function workedBetween(start: Instant, end: Instant, calendar: WorkCalendar): number {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  let worked = 0;
  const last = dayIn(calendar.timeZone, new Date(to));
  for (let day = dayIn(calendar.timeZone, new Date(from)); day <= last; day = plusDays(day, 1)) {
    for (const [opens, closes] of openOn(day, calendar)) worked += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
  }
  return Math.round(worked / minute);
}
