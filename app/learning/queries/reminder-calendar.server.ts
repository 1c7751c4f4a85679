import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { isWorkingDay } from '../rules/working-days.ts';
import { firstRunDay, foreseeReminders, readPlanning, reminderScope, reminderUnits, type Reading } from './reminder-plan.server.ts';

export const calendarDays = 30;

export interface ReminderDay {
  day: Day;
  isWorkingDay: boolean;
  holiday: { vi: string; en: string } | null;
  total: number;
  entries: { slug: string; title: string; step: string; count: number }[];
}

/** How many reminders the next thirty days bring, by course and step, by the same rule as the run itself. */
export async function reminderCalendar(db: Db, actor: Actor, question: { unit?: string | undefined }, reading: Reading) {
  const units = await reminderScope(db, actor, question.unit, reading.today);
  const { rules, courses } = await readPlanning(db);
  const from = await firstRunDay(db, reading, rules);
  const days = Array.from({ length: calendarDays }, (_, at) => plusDays(reading.today, at));
  const foreseen = await foreseeReminders(db, reading, rules, { from, to: days.at(-1) ?? from, units });
  const holidays = await db.selectFrom('holiday').select(['day', 'name_vi as vi', 'name_en as en']).where('day', 'in', days).execute();
  const counts = new Map<string, ReminderDay['entries'][number] & { day: Day }>();
  for (const { enrollment, step } of foreseen) {
    const course = courses.get(enrollment.courseId);
    const key = `${step.day} ${enrollment.courseId} ${step.key}`;
    const entry = counts.get(key) ?? { day: step.day, slug: course?.slug ?? '', title: course?.title ?? '', step: step.key, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  const shown = days.map((day): ReminderDay => {
    const entries = [...counts.values()].filter((entry) => entry.day === day).map(({ slug, title, step, count }) => ({ slug, title, step, count }));
    return { day, isWorkingDay: isWorkingDay(day, rules.holidays), holiday: holidays.find((holiday) => holiday.day === day) ?? null, total: entries.reduce((sum, { count }) => sum + count, 0), entries };
  });
  return { days: shown, today: reading.today, total: foreseen.length, units: await reminderUnits(db, actor, question.unit, reading.today) };
}
export type ReminderCalendar = Awaited<ReturnType<typeof reminderCalendar>>;
