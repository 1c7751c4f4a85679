import type { Expression, SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { isExempt, isExpected } from './exemptions.server.ts';
import { learnerState, type LearnerState, type UnitCounts } from '../rules/learner-state.ts';

export interface UnitScope {
  unitId: string;
  courseId: string;
  today: Day;
}

/** The units below (and including) one, each with the direct child of that one under which it stands. A circle in the data ends: no pair is walked twice. */
export function withUnder(db: Db, { unitId, today }: { unitId: string; today: Day }) {
  return db.withRecursive('under(unit_id, top_id)', (query) =>
    query
      .selectFrom('org_unit_version as v')
      .select(['v.unit_id', 'v.unit_id as top_id'])
      .where((where) => where.or([where('v.unit_id', '=', unitId), where('v.parent_id', '=', unitId)]))
      .where('v.valid_from', '<=', today)
      .where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>', today)]))
      .union((union) =>
        union
          .selectFrom('org_unit_version as c')
          .innerJoin('under as u', 'u.unit_id', 'c.parent_id')
          .select(['c.unit_id', 'u.top_id'])
          .where('u.unit_id', '!=', unitId)
          .where('c.unit_id', '!=', unitId)
          .where('c.valid_from', '<=', today)
          .where((where) => where.or([where('c.valid_to', 'is', null), where('c.valid_to', '>', today)])),
      ),
  );
}

/** Counts of one course by the direct sub-units of a unit; people who sit in the unit itself count under its own id. */
export async function countsBySubUnit(db: Db, scope: UnitScope): Promise<Map<string, UnitCounts>> {
  const rows = await withUnder(db, scope)
    .selectFrom('under as t')
    .innerJoin('membership as m', (join) => join.onRef('m.unit_id', '=', 't.unit_id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 'm.user_id').on('u.disabled_at', 'is', null))
    .innerJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'u.id').on('e.course_id', '=', scope.courseId).on('e.cancelled_at', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'u.id').on('p.course_id', '=', scope.courseId))
    .where(isExpected('e.user_id', 'e.course_id', 'p.completed_at', scope.today))
    .select((select) => {
      const sumOf = (condition: Expression<SqlBool>) => select.fn.sum<number>(select.case().when(condition).then(1).else(0).end());
      const open = select('p.completed_at', 'is', null);
      const late = select.and([open, select('e.due_on', '<', scope.today)]);
      return [
        't.top_id as unitId',
        select.fn.countAll<number>().as('total'),
        sumOf(select('p.completed_at', 'is not', null)).as('done'),
        sumOf(late).as('late'),
        sumOf(select.and([open, select('p.started_at', 'is not', null), select.or([select('e.due_on', 'is', null), select('e.due_on', '>=', scope.today)])])).as('doing'),
      ];
    })
    .groupBy('t.top_id')
    .execute();
  return new Map(rows.map(({ unitId, total, done, late, doing }) => [unitId, { total, done, late, doing, todo: total - done - late - doing }]));
}

/** How many people of a unit and everything below it are exempted from a course and have not completed it: they stand in none of the counts. */
export async function countExempted(db: Db, scope: UnitScope): Promise<number> {
  const { n } = await withUnder(db, scope)
    .selectFrom('under as t')
    .innerJoin('membership as m', (join) => join.onRef('m.unit_id', '=', 't.unit_id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 'm.user_id').on('u.disabled_at', 'is', null))
    .innerJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'u.id').on('e.course_id', '=', scope.courseId).on('e.cancelled_at', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'u.id').on('p.course_id', '=', scope.courseId))
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('p.completed_at', 'is', null)
    .where(isExempt('e.user_id', 'e.course_id', scope.today))
    .executeTakeFirstOrThrow();
  return Number(n);
}

export interface UnitLearner {
  id: string;
  fullName: string;
  positionTitle: string;
  unitName: string;
  state: LearnerState;
  completedAt: string | null;
  lastActiveAt: string | null;
  lessonsCompleted: number;
  score: number | null;
  dueOn: string | null;
}

/** The people of a unit and everything below it in one course, in the given states, sorted as Vietnamese lists are by the caller. */
export async function listUnitLearners(db: Db, scope: UnitScope): Promise<UnitLearner[]> {
  const rows = await withUnder(db, scope)
    .selectFrom('under as t')
    .innerJoin('membership as m', (join) => join.onRef('m.unit_id', '=', 't.unit_id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 'm.user_id').on('u.disabled_at', 'is', null))
    .innerJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_from', '<=', scope.today).on((on) => on.or([on('n.valid_to', 'is', null), on('n.valid_to', '>', scope.today)])))
    .innerJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'u.id').on('e.course_id', '=', scope.courseId).on('e.cancelled_at', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'u.id').on('p.course_id', '=', scope.courseId))
    .where(isExpected('e.user_id', 'e.course_id', 'p.completed_at', scope.today))
    .select(['u.id', 'u.full_name as fullName', 'm.position_title as positionTitle', 'n.name as unitName', 'p.started_at as startedAt', 'p.completed_at as completedAt', 'p.last_active_at as lastActiveAt', 'p.lessons_completed as lessonsCompleted', 'p.score', 'e.due_on as dueOn'])
    .execute();
  return rows.map(({ startedAt, lessonsCompleted, ...row }) => ({ ...row, lessonsCompleted: lessonsCompleted ?? 0, state: learnerState({ startedAt, completedAt: row.completedAt, dueOn: row.dueOn }, scope.today) }));
}

/** How many people of a unit's subtree had completed a course by each day: for the line against the due day. */
export async function listCompletionMoments(db: Db, scope: UnitScope): Promise<string[]> {
  const rows = await withUnder(db, scope)
    .selectFrom('under as t')
    .innerJoin('membership as m', (join) => join.onRef('m.unit_id', '=', 't.unit_id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 'm.user_id').on('u.disabled_at', 'is', null))
    .innerJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'm.user_id').on('e.course_id', '=', scope.courseId).on('e.cancelled_at', 'is', null))
    .innerJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'm.user_id').on('p.course_id', '=', scope.courseId))
    .select('p.completed_at as completedAt')
    .where('p.completed_at', 'is not', null)
    .orderBy('p.completed_at')
    .execute();
  return rows.map((row) => row.completedAt as string);
}
