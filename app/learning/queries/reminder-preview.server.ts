import type { Db } from '../../../db/client.ts';
import { forecastDeliveries, renderNotice, type Forecast } from '../../messaging/index.server.ts';
import type { Channel } from '../../messaging/index.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { instantOf } from '../../platform/local-time.ts';
import { minutesVariable, reminderContent } from '../rules/reminder-content.ts';
import type { ReminderPolicy } from '../rules/reminder-policy.ts';
import { isWorkingDay, nearestWorkingDay } from '../rules/working-days.ts';
import { minutesLeftOf } from './minutes-left.server.ts';
import { firstRunDay, foreseeReminders, readPlanning, reminderScope, reminderUnits, type ForeseenReminder, type Reading } from './reminder-plan.server.ts';

export const remindersPerPage = 50;

export interface PreviewQuestion {
  day?: Day | undefined;
  unit?: string | undefined;
  course?: string | undefined;
  step?: string | undefined;
  page: number;
}

/** How many people one step of a course reaches on the day. */
export interface PreviewGroup {
  slug: string;
  title: string;
  step: string;
  dueOn: Day;
  people: number;
}

/** How a channel stands for everybody on the list. The three parts add up to the people. */
export interface PreviewChannel {
  channel: Channel;
  goes: number;
  waits: { reason: string; count: number }[];
  not: { reason: string; count: number }[];
}

export interface PreviewRow {
  enrollmentId: string;
  fullName: string;
  unitName: string | null;
  /** The unit above hers. */
  above: string | null;
  title: string;
  step: string;
  dueOn: Day;
  isMandatory: boolean;
  started: boolean;
  minutesLeft: number;
  forecasts: Forecast[];
}

/** A dry run for one day: who would get which reminder, by which way, when and why. Nothing is written. */
export async function reminderPreview(db: Db, actor: Actor, question: PreviewQuestion, reading: Reading & { locale: Locale; baseUrl: string }) {
  const { today, timeZone } = reading;
  const units = await reminderScope(db, actor, question.unit, today);
  const { rules, courses } = await readPlanning(db);
  const from = await firstRunDay(db, reading, rules);
  const day = question.day ?? (rules.policyOn(from).workingDaysOnly ? nearestWorkingDay(from, 1, rules.holidays) : from);
  const policy = rules.policyOn(day);
  const sendAt = instantOf(`${day}T${policy.hour}`, timeZone);
  const foreseen = (await foreseeReminders(db, reading, rules, { from, to: day, units })).filter(({ step }) => step.day === day);
  const groups = groupsOf(foreseen, courses);
  const courseId = [...courses.values()].find(({ slug }) => slug === question.course)?.id;
  const chosen = foreseen.filter(({ enrollment, step }) => (!question.course || enrollment.courseId === courseId) && (!question.step || step.key === question.step));
  const forecasts = await forecastAll(db, chosen, policy, sendAt, timeZone);
  const pages = Math.max(1, Math.ceil(chosen.length / remindersPerPage));
  const page = Math.min(question.page, pages);
  const rows = await describe(db, chosen.slice((page - 1) * remindersPerPage, page * remindersPerPage), { courses, forecasts, reading });
  return {
    day, from, today, policy, sendAt, isWorkingDay: isWorkingDay(day, rules.holidays), holiday: await findHoliday(db, day),
    groups, total: foreseen.length, chosen: chosen.length, channels: channelsOf(chosen, forecasts, policy),
    rows, page, pages, sample: sampleOf(chosen[0], rows[0], { courses, day, reading }), units: await reminderUnits(db, actor, question.unit, today),
  };
}
export type ReminderPreview = Awaited<ReturnType<typeof reminderPreview>>;

type Courses = Awaited<ReturnType<typeof readPlanning>>['courses'];

function groupsOf(foreseen: readonly ForeseenReminder[], courses: Courses): PreviewGroup[] {
  const groups = new Map<string, PreviewGroup>();
  for (const { enrollment, step } of foreseen) {
    const course = courses.get(enrollment.courseId);
    const key = `${enrollment.courseId} ${step.key} ${enrollment.dueOn}`;
    const group = groups.get(key) ?? { slug: course?.slug ?? '', title: course?.title ?? '', step: step.key, dueOn: enrollment.dueOn, people: 0 };
    group.people += 1;
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((one, other) => other.people - one.people);
}

/** By enrolment: somebody may be reminded of two courses on one day. */
async function forecastAll(db: Db, chosen: readonly ForeseenReminder[], policy: ReminderPolicy, sendAt: Instant, timeZone: string): Promise<Map<string, Forecast[]>> {
  const found = new Map<string, Forecast[]>();
  for (const isMandatory of [true, false]) {
    const own = chosen.filter(({ enrollment }) => enrollment.isMandatory === isMandatory);
    const people = [...new Set(own.map(({ enrollment }) => enrollment.userId))];
    const forecasts = await forecastDeliveries(db, { topic: 'TRAINING', isDuty: policy.isDuty && isMandatory, channels: ['IN_APP', ...policy.channels], sendAt }, people, timeZone);
    for (const { enrollment } of own) found.set(enrollment.id, forecasts.get(enrollment.userId) ?? []);
  }
  return found;
}

function channelsOf(chosen: readonly ForeseenReminder[], forecasts: ReadonlyMap<string, Forecast[]>, policy: ReminderPolicy): PreviewChannel[] {
  const all = chosen.flatMap(({ enrollment }) => forecasts.get(enrollment.id) ?? []);
  return (['IN_APP', ...policy.channels] as const).map((channel) => {
    const own = all.filter((forecast) => forecast.channel === channel);
    return { channel, goes: own.filter(({ suppressed, waits }) => !suppressed && !waits).length, waits: countBy(own.map(({ waits }) => waits)), not: countBy(own.map(({ suppressed }) => suppressed)) };
  });
}

function countBy(reasons: readonly (string | null)[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count })).toSorted((one, other) => other.count - one.count);
}

async function describe(db: Db, shown: readonly ForeseenReminder[], { courses, forecasts, reading }: { courses: Courses; forecasts: ReadonlyMap<string, Forecast[]>; reading: Reading }): Promise<PreviewRow[]> {
  const ids = shown.map(({ enrollment }) => enrollment.id);
  const facts = await db
    .selectFrom('enrollment as e')
    .innerJoin('user_account as u', 'u.id', 'e.user_id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_to', 'is', null))
    .leftJoin('org_unit_version as o', (join) => join.onRef('o.unit_id', '=', 'n.parent_id').on('o.valid_to', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'e.user_id').onRef('p.course_id', '=', 'e.course_id'))
    .select(['e.id', 'u.full_name as fullName', 'n.name as unitName', 'o.short_name as above', 'p.started_at as startedAt'])
    .where('e.id', 'in', ids.length > 0 ? ids : [''])
    .execute();
  const byId = new Map(facts.map((row) => [row.id, row]));
  const minutes = new Map<string, Map<string, number>>();
  for (const courseId of new Set(shown.map(({ enrollment }) => enrollment.courseId))) {
    minutes.set(courseId, await minutesLeftOf(db, courseId, shown.filter(({ enrollment }) => enrollment.courseId === courseId).map(({ enrollment }) => enrollment.userId), reading.at));
  }
  return shown.map(({ enrollment, step }) => {
    const { id, courseId, userId, dueOn, isMandatory } = enrollment;
    const person = byId.get(id);
    return { enrollmentId: id, fullName: person?.fullName ?? '', unitName: person?.unitName ?? null, above: person?.above ?? null, title: courses.get(courseId)?.title ?? '', step: step.key, dueOn, isMandatory, started: Boolean(person?.startedAt), minutesLeft: minutes.get(courseId)?.get(userId) ?? 0, forecasts: forecasts.get(id) ?? [] };
  });
}

/** The words as the first person on the list would read them. */
function sampleOf(first: ForeseenReminder | undefined, row: PreviewRow | undefined, { courses, day, reading }: { courses: Courses; day: Day; reading: { locale: Locale; baseUrl: string } }) {
  const course = first && courses.get(first.enrollment.courseId);
  if (!first || !row || !course) return null;
  const content = reminderContent({ course, dueOn: row.dueOn, day, isMandatory: row.isMandatory, by: null });
  return { fullName: row.fullName, ...renderNotice(content[reading.locale] ?? content.vi, row, reading.baseUrl, { [minutesVariable]: String(row.minutesLeft) }) };
}

async function findHoliday(db: Db, day: Day) {
  return (await db.selectFrom('holiday').select(['name_vi as vi', 'name_en as en']).where('day', '=', day).executeTakeFirst()) ?? null;
}
