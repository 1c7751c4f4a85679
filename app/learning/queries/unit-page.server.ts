import type { Db } from '../../../db/client.ts';
import { listChildUnits, unitScopeOf } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { covers } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { remindingGrants } from '../policy.ts';
import { addCounts, byNeed, noCounts, type LearnerState, type UnitCounts } from '../rules/learner-state.ts';
import { completionTrend } from '../rules/trend.ts';
import { renewalFigures } from './renewal-figures.server.ts';
import { chosenUnit } from './unit-choice.server.ts';
import { unitMonths, unitTopics } from './unit-figures.server.ts';
import { completionDays, countExempted, countsBySubUnit, givenOn, idsOfLearners, learnersById, openDueDays, readUnitScope, type DueSpan, type UnitLearner, type UnitScope } from './unit-progress.server.ts';
import { unitRetention } from './unit-retention.server.ts';

export interface UnitQuestion {
  unit?: string | undefined;
  course?: string | undefined;
  state?: LearnerState | undefined;
  page: number;
}

export const learnersPerPage = 50;

/**
 * The leader's picture of one unit and one course.
 * @throws AppError not-found for a unit outside the actor's scope (so that its existence is not told) or an unknown course
 */
export async function unitView(db: Db, actor: Actor, question: UnitQuestion, { today, timeZone }: { today: Day; timeZone: string }) {
  const { unit, tops } = await chosenUnit(db, actor, question.unit, today);
  const around = await readUnitScope(db, { unitId: unit.id, courseId: '', today });
  const dues = await openDueDays(db, around);
  const courses = await listAssignedCourses(db, dues);
  const course = chosenCourse(courses, question.course);
  if (!course) return { kind: 'none' as const, unit, tops };
  const scope = { ...around, courseId: course.courseId };
  const due = dues.get(course.courseId) ?? null;
  const counts = await countsBySubUnit(db, scope);
  const total = [...counts.values()].reduce(addCounts, noCounts);
  const trend = completionTrend({
    doneOn: await completionDays(db, scope, timeZone),
    total: total.total,
    // With several days the last one: before it somebody is still in time. Where all are done there is only the day that was common to all.
    dueOn: due?.last ?? course.dueOn,
    givenOn: await givenOn(db, scope, timeZone),
    today,
  });
  return {
    kind: 'course' as const,
    unit,
    tops,
    courses,
    course,
    due,
    canRemind: covers(await unitScopeOf(db, remindingGrants(actor), today), unit.id),
    total,
    exempted: await countExempted(db, scope),
    own: counts.get(unit.id) ?? noCounts,
    children: await childrenWith(db, scope, counts),
    learners: await learnerPage(db, scope, question, total),
    renewals: await renewalFigures(db, course.courseId, scope.under),
    retention: await unitRetention(db, scope),
    knowledge: await unitTopics(db, scope),
    months: await unitMonths(db, scope),
    trend,
  };
}

export type UnitView = Awaited<ReturnType<typeof unitView>>;

/** @throws AppError not-found for a course that nobody was given */
export function chosenCourse<Course extends { slug: string }>(courses: readonly Course[], slug: string | undefined): Course | undefined {
  const course = slug ? courses.find((one) => one.slug === slug) : courses[0];
  if (slug && !course) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return course;
}

async function childrenWith(db: Db, { unitId, today }: UnitScope, counts: ReadonlyMap<string, UnitCounts>) {
  const children = await listChildUnits(db, unitId, today);
  return byNeed(children.map((child) => ({ ...child, counts: counts.get(child.id) ?? noCounts })).filter((child) => child.counts.total > 0));
}

/** Released courses that somebody is enrolled in: those first in which somebody of a unit is not done, by its nearest day (`open`), then by the nearest due day of all. */
export async function listAssignedCourses(db: Db, open: ReadonlyMap<string, DueSpan> = new Map()) {
  const rows = await db
    .selectFrom('course as c')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .where('c.retired_at', 'is', null)
    .where((where) => where.exists(where.selectFrom('enrollment as o').select('o.id').whereRef('o.course_id', '=', 'c.id').where('o.cancelled_at', 'is', null)))
    .select(['c.id as courseId', 'c.slug', 'v.title'])
    .select((select) => select.selectFrom('enrollment as e').select('e.due_on').whereRef('e.course_id', '=', 'c.id').where('e.cancelled_at', 'is', null).where('e.due_on', 'is not', null).orderBy('e.due_on').limit(1).as('dueOn'))
    .execute();
  const order = ({ courseId, dueOn, slug }: (typeof rows)[number]) => `${open.get(courseId)?.first ?? '9999'} ${dueOn ?? '9999'} ${slug}`;
  return rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

async function learnerPage(db: Db, scope: UnitScope, question: UnitQuestion, counts: UnitCounts) {
  const total = question.state ? counts[question.state] : counts.total;
  const pages = Math.max(1, Math.ceil(total / learnersPerPage));
  const page = Math.min(question.page, pages);
  const ids = await idsOfLearners(db, scope, question.state, { limit: learnersPerPage, offset: (page - 1) * learnersPerPage, matching: total, all: counts.total });
  const found = new Map((await learnersById(db, scope, ids)).map((row) => [row.id, row]));
  return { total, page, pages, rows: ids.flatMap((id): UnitLearner[] => (found.has(id) ? [found.get(id)!] : [])) };
}
