import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { isWorkingDay } from '../rules/working-days.ts';
import { foreseeDigests, foreseeEscalations } from './leader-plan.server.ts';
import { firstRunDay, foreseeReminders, readPlanning, reminderScope, reminderUnits, type ForeseenReminder, type Reading } from './reminder-plan.server.ts';

export const calendarDays = 30;

/** How many people one step of a course concerns. */
export interface CalendarEntry {
  slug: string;
  title: string;
  step: string;
  count: number;
}

export interface ReminderDay {
  day: Day;
  isWorkingDay: boolean;
  holiday: { vi: string; en: string } | null;
  /** Reminders to people themselves. */
  total: number;
  entries: CalendarEntry[];
  /** People of whom leaders are told. */
  escalations: CalendarEntry[];
  /** Leaders who get the figures of the week. */
  digests: number;
}

/** What the next thirty days bring, by kind, course and step, by the same rules as the runs themselves. */
export async function reminderCalendar(db: Db, actor: Actor, question: { unit?: string | undefined }, reading: Reading) {
  const units = await reminderScope(db, actor, question.unit, reading.today);
  const { rules, courses } = await readPlanning(db);
  const from = await firstRunDay(db, reading, rules);
  const days = Array.from({ length: calendarDays }, (_, at) => plusDays(reading.today, at));
  const to = days.at(-1) ?? from;
  const reminders = await foreseeReminders(db, reading, rules, { from, to, units });
  const escalations = await foreseeEscalations(db, reading, rules, { to, units });
  const holidays = await db.selectFrom('holiday').select(['day', 'name_vi as vi', 'name_en as en']).where('day', 'in', days).execute();
  const [entriesOn, escalationsOn] = [countEntries(reminders, courses), countEntries(escalations, courses)];
  const shown: ReminderDay[] = [];
  for (const day of days) {
    const entries = entriesOn.get(day) ?? [];
    const digests = (await foreseeDigests(db, reading, rules, { day, units })).length;
    shown.push({ day, isWorkingDay: isWorkingDay(day, rules.holidays), holiday: holidays.find((holiday) => holiday.day === day) ?? null, total: entries.reduce((sum, { count }) => sum + count, 0), entries, escalations: escalationsOn.get(day) ?? [], digests });
  }
  const digests = shown.reduce((sum, day) => sum + day.digests, 0);
  return { days: shown, today: reading.today, total: reminders.length, escalations: escalations.length, digests, units: await reminderUnits(db, actor, question.unit, reading.today) };
}
export type ReminderCalendar = Awaited<ReturnType<typeof reminderCalendar>>;

function countEntries(foreseen: readonly ForeseenReminder[], courses: ReadonlyMap<string, { slug: string; title: string }>): Map<Day, CalendarEntry[]> {
  const counts = new Map<string, CalendarEntry & { day: Day }>();
  for (const { enrollment, step } of foreseen) {
    const course = courses.get(enrollment.courseId);
    const key = `${step.day} ${enrollment.courseId} ${step.key}`;
    const entry = counts.get(key) ?? { day: step.day, slug: course?.slug ?? '', title: course?.title ?? '', step: step.key, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  const byDay = new Map<Day, CalendarEntry[]>();
  for (const { day, ...entry } of counts.values()) byDay.set(day, [...(byDay.get(day) ?? []), entry]);
  return byDay;
}
