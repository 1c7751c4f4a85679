import type { Db } from '../../../db/client.ts';
import { findUnit, listChildUnits, unitScopeOf } from '../../people/index.server.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { covers, grantsOf } from '../../people/policy.ts';
import { AppError } from '../../platform/errors.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { platformMessages } from '../../platform/messages.ts';
import { compareNames } from '../../platform/text/fold.ts';
import { remindingGrants } from '../policy.ts';
import { addCounts, byNeed, noCounts, type LearnerState } from '../rules/learner-state.ts';
import { completionTrend } from '../rules/trend.ts';
import { renewalFigures } from './renewal-figures.server.ts';
import { countExempted, countsBySubUnit, listCompletionMoments, listUnitLearners, type UnitLearner } from './unit-progress.server.ts';
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
export async function unitView(db: Db, actor: Actor, question: UnitQuestion, { today, timeZone }: { today: string; timeZone: string }) {
  const grants = grantsOf(actor, 'UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN');
  const unit = await scopedUnit(db, grants, question.unit, today);
  const courses = await listAssignedCourses(db);
  const course = question.course ? courses.find(({ slug }) => slug === question.course) : courses[0];
  if (question.course && !course) throw new AppError('not-found', platformMessages.both('error.not-found'));
  if (!course) return { kind: 'none' as const, unit };
  const scope = { unitId: unit.id, courseId: course.courseId, today };
  const doneOn = (await listCompletionMoments(db, scope)).map((at) => dayIn(timeZone, new Date(at)));
  const counts = await countsBySubUnit(db, scope);
  const children = (await listChildUnits(db, unit.id, today)).map((child) => ({ ...child, counts: counts.get(child.id) ?? noCounts }));
  const own = counts.get(unit.id) ?? noCounts;
  const total = [...counts.values()].reduce(addCounts, noCounts);
  const everybody = await listUnitLearners(db, scope);
  const renewals = await renewalFigures(db, course.courseId, everybody.map(({ id }) => id));
  const canRemind = covers(await unitScopeOf(db, remindingGrants(actor), today), unit.id);
  return { kind: 'course' as const, unit, canRemind, courses, course, total, exempted: await countExempted(db, scope), own, children: byNeed(children.filter((child) => child.counts.total > 0)), learners: learnerPage(everybody, question), renewals, retention: await unitRetention(db, scope), trend: completionTrend(doneOn, total.total, course.dueOn, today) };
}

export type UnitView = Awaited<ReturnType<typeof unitView>>;

async function scopedUnit(db: Db, grants: readonly Grant[], wanted: string | undefined, today: string) {
  const scope = await unitScopeOf(db, grants, today);
  const tops = scope === 'ALL' ? [await provinceId(db, today)] : grants.map((grant) => grant.unitId);
  const id = wanted ?? tops.find(Boolean);
  const unit = id && (scope === 'ALL' || scope.has(id)) ? await findUnit(db, id, today) : undefined;
  if (!unit) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { ...unit, parentId: tops.includes(unit.id) ? null : unit.parentId };
}

/** The top of the whole tree. */
async function provinceId(db: Db, today: string): Promise<string | null> {
  const row = await db.selectFrom('org_unit_version').select('unit_id').where('parent_id', 'is', null).where('valid_from', '<=', today).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)])).orderBy('valid_from').executeTakeFirst();
  return row?.unit_id ?? null;
}

/** Released courses that somebody is enrolled in, the one with the nearest common due day first. */
async function listAssignedCourses(db: Db) {
  return db
    .selectFrom('course as c')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .innerJoin('enrollment as e', (join) => join.onRef('e.course_id', '=', 'c.id').on('e.cancelled_at', 'is', null))
    .where('c.retired_at', 'is', null)
    .select((select) => ['c.id as courseId', 'c.slug', 'v.title', select.fn.min('e.due_on').as('dueOn')])
    .groupBy(['c.id', 'c.slug', 'v.title'])
    .orderBy((order) => order.fn.coalesce(order.fn.min('e.due_on'), order.val('9999')))
    .execute();
}

function learnerPage(everybody: readonly UnitLearner[], question: UnitQuestion) {
  const all = everybody.filter((learner) => !question.state || learner.state === question.state);
  all.sort((a, b) => compareNames(a.fullName, b.fullName));
  const pages = Math.max(1, Math.ceil(all.length / learnersPerPage));
  const page = Math.min(question.page, pages);
  return { total: all.length, page, pages, rows: all.slice((page - 1) * learnersPerPage, page * learnersPerPage) };
}
