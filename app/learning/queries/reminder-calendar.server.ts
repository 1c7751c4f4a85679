import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import type { PlannedStep } from '../rules/reminders.ts';
import { isWorkingDay } from '../rules/working-days.ts';
import { foreseeDigests, foreseeEscalationSteps } from './leader-plan.server.ts';
import { firstRunDay, foreseeSteps, readPlanning, reminderScope, reminderUnits, type ForeseenSteps, type Reading } from './reminder-plan.server.ts';

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
  const reminders = countEntries(await foreseeSteps(db, reading, rules, { from, to, units }), courses);
  const escalations = countEntries(await foreseeEscalationSteps(db, reading, rules, { to, units }), courses);
  const holidays = await db.selectFrom('holiday').select(['day', 'name_vi as vi', 'name_en as en']).where('day', 'in', days).execute();
  const digestsOn = await foreseeDigests(db, reading, rules, { days, units });
  const shown = days.map((day): ReminderDay => {
    const entries = reminders.entriesOn.get(day) ?? [];
    return { day, isWorkingDay: isWorkingDay(day, rules.holidays), holiday: holidays.find((holiday) => holiday.day === day) ?? null, total: entries.reduce((sum, { count }) => sum + count, 0), entries, escalations: escalations.entriesOn.get(day) ?? [], digests: digestsOn.get(day)?.length ?? 0 };
  });
  const digests = shown.reduce((sum, day) => sum + day.digests, 0);
  return { days: shown, today: reading.today, total: reminders.total, escalations: escalations.total, digests, units: await reminderUnits(db, actor, question.unit, reading.today) };
}
export type ReminderCalendar = Awaited<ReturnType<typeof reminderCalendar>>;

/** Adds up by day, course and step. Whoever shares her list of steps with others is counted with them before the list is gone through. */
function countEntries(foreseen: readonly ForeseenSteps[], courses: ReadonlyMap<string, { slug: string; title: string }>): { entriesOn: ReadonlyMap<Day, CalendarEntry[]>; total: number } {
  const sharing = new Map<readonly PlannedStep[], Map<string, number>>();
  for (const { enrollment, steps } of foreseen) {
    const people = sharing.get(steps) ?? new Map<string, number>();
    sharing.set(steps, people.set(enrollment.courseId, (people.get(enrollment.courseId) ?? 0) + 1));
  }
  const counts = new Map<string, CalendarEntry & { day: Day }>();
  let total = 0;
  for (const [steps, people] of sharing) for (const [courseId, count] of people) for (const { day, key: step } of steps) {
    const course = courses.get(courseId);
    const key = `${day} ${courseId} ${step}`;
    const entry = counts.get(key) ?? { day, slug: course?.slug ?? '', title: course?.title ?? '', step, count: 0 };
    counts.set(key, { ...entry, count: entry.count + count });
    total += count;
  }
  const entriesOn = Map.groupBy(counts.values(), ({ day }) => day);
  return { entriesOn: new Map([...entriesOn].map(([day, entries]) => [day, entries.map(({ day: _day, ...entry }) => entry)])), total };
}
