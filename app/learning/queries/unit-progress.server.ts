import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { indexedBy } from '../../../db/indexes.ts';
import type { Day } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { addCounts, learnerState, noCounts, type LearnerState, type UnitCounts } from '../rules/learner-state.ts';
import { exemptedFrom } from './exemptions.server.ts';
import { listStandingSums, openDays } from './unit-standing.server.ts';

export interface UnitScope {
  unitId: string;
  courseId: string;
  today: Day;
  /** The units below (and including) one, each with the direct child of that one under which it stands. */
  under: ReadonlyMap<string, string>;
}

/** Above so many units it is quicker to walk through everybody who has the course. */
const manyUnits = 200;

/** A unit and what stands below it today, for one course. A circle in the data ends: no unit is walked twice. */
export async function readUnitScope(db: Db, { unitId, courseId, today }: Omit<UnitScope, 'under'>): Promise<UnitScope> {
  const inForce = sql`valid_from <= ${today} and (valid_to is null or valid_to > ${today})`;
  const { rows } = await sql<{ id: string; top: string }>`
    with recursive tree as materialized (select unit_id, parent_id from org_unit_version where ${inForce}),
    under (id, top) as (
      select unit_id, unit_id from tree where unit_id = ${unitId} or parent_id = ${unitId}
      union
      select t.unit_id, u.top from tree as t join under as u on u.id = t.parent_id where u.id <> ${unitId} and t.unit_id <> ${unitId}
    )
    select id, top from under`.execute(db);
  return { unitId, courseId, today, under: new Map(rows.map(({ id, top }) => [id, top])) };
}

/** Everybody in service who has the course, has to take it or has done it all the same, and works in the scope: `e` the enrolment, `m` the place. The indexes are named, because the order in which people are walked is what makes it quick. */
function peopleIn({ courseId, under, today }: UnitScope): RawBuilder<unknown> {
  const holds = sql`e.course_id = ${courseId} and e.cancelled_at is null and m.is_primary = 1 and m.valid_to is null and ${inService} and ${isAsked(courseId, today)}`;
  // Whoever walks through everybody asks each person for her unit; asking each unit for each person would take minutes. Units outside the scope are left out by the caller.
  if (under.size > manyUnits) return sql`enrollment as e ${indexedBy('enrollment_standing')} cross join membership as m ${indexedBy('membership_home')} on m.user_id = e.user_id where ${holds}`;
  return sql`membership as m ${indexedBy('membership_home_unit')} cross join enrollment as e ${indexedBy('enrollment_standing')} on e.user_id = m.user_id where ${holds} and m.unit_id in ${unitsOf({ under })}`;
}

const unitsOf = ({ under }: Pick<UnitScope, 'under'>) => sql`(select value from json_each(${JSON.stringify([...under.keys()])}))`;
/** Exempted people are few: they are found once, and everybody is looked up among them. */
const isAsked = (courseId: string, today: Day) => sql`e.user_id not in (select user_id from ${exemptedFrom(courseId, today)})`;
const inService = sql`e.user_id not in (select id from user_account where disabled_at is not null)`;
const progressOf = (courseId: string) => sql`left join course_progress as p ${indexedBy('course_progress_standing')} on p.course_id = ${courseId} and p.user_id = e.user_id`;

/** Counts of one course by the direct sub-units of a unit; people who sit in the unit itself count under its own id. */
export async function countsBySubUnit(db: Db, scope: UnitScope): Promise<Map<string, UnitCounts>> {
  const counts = new Map<string, UnitCounts>();
  for (const { unitId, total, done, doing, late } of await listStandingSums(db, { ...scope, units: unitsOf(scope) })) {
    const top = scope.under.get(unitId);
    if (top !== undefined) counts.set(top, addCounts(counts.get(top) ?? noCounts, { total, done, doing, late, todo: total - done - doing - late }));
  }
  return counts;
}

/** How many people of a unit's subtree completed a course on which day, the earliest first: for the line against the due day. */
export async function completionDays(db: Db, scope: UnitScope, timeZone: string): Promise<{ day: Day; count: number }[]> {
  const { rows } = await sql<{ hour: string; count: number }>`select hour, count from ${scope.under.size > manyUnits ? completionsBut(scope) : completionsOf(scope, sql`in ${unitsOf(scope)}`)} where count > 0 order by hour`.execute(db);
  const days = new Map<Day, number>();
  for (const { hour, count } of rows) {
    const day = dayIn(timeZone, new Date(`${hour}:30:00.000Z`));
    days.set(day, (days.get(day) ?? 0) + count);
  }
  return [...days].map(([day, count]) => ({ day, count }));
}

/** By the hour, for the units of the course that are (or are not) in a list. */
const completionsOf = ({ courseId }: UnitScope, within: RawBuilder<unknown>) => sql`(select hour, sum(people) as count from unit_completion where course_id = ${courseId} and unit_id ${within} group by hour)`;

/** The same for many units: all of the course, less those elsewhere. Looking up and sorting each unit of a province would cost many times as much. */
function completionsBut(scope: UnitScope): RawBuilder<unknown> {
  const elsewhere = sql`in (select unit_id from unit_standing where course_id = ${scope.courseId} and state = 'DONE' and unit_id not in ${unitsOf(scope)})`;
  return sql`(select h.hour, h.people - coalesce(o.count, 0) as count from course_completion as h left join ${completionsOf(scope, elsewhere)} as o on o.hour = h.hour where h.course_id = ${scope.courseId})`;
}

/** The unit in which somebody works. Asked for one person after the other, not joined: a join would first read all memberships to be quick later. */
const homeOf = (userId: RawBuilder<unknown>) => sql`(select m.unit_id from membership as m ${indexedBy('membership_home')} where m.user_id = ${userId} and m.is_primary = 1 and m.valid_to is null)`;

/** The day on which a course was first given to somebody of the scope who has it now; null when nobody has. Of a large part of the province it is the province's day: asking everybody would cost more than the page. */
export async function givenOn(db: Db, { courseId, under }: UnitScope, timeZone: string): Promise<Day | null> {
  const inScope = sql`membership as m ${indexedBy('membership_home_unit')} cross join enrollment as e ${indexedBy('enrollment_standing')} on e.user_id = m.user_id where m.unit_id in ${unitsOf({ under })} and m.is_primary = 1 and m.valid_to is null`;
  const { rows } = await sql<{ at: string | null }>`select min(e.enrolled_at) as at from ${under.size > manyUnits ? sql`enrollment as e where true` : inScope} and e.course_id = ${courseId} and e.cancelled_at is null`.execute(db);
  return rows[0]?.at ? dayIn(timeZone, new Date(rows[0].at)) : null;
}

/** From which to which day the people of some units who are not done have to be, by course; a course in which nobody has a day is left out, as is whoever is exempted. */
export async function openDueDays(db: Db, scope: Pick<UnitScope, 'under' | 'today'>): Promise<Map<string, DueSpan>> {
  const { rows } = await sql<DueSpan & { courseId: string }>`select "courseId", min("dueOn") as first, max("dueOn") as last from ${openDays({ today: scope.today, units: unitsOf(scope) })} group by "courseId"`.execute(db);
  return new Map(rows.map(({ courseId, first, last }) => [courseId, { first, last }]));
}

export interface DueSpan {
  first: Day;
  last: Day;
}

/** How many people of the scope are exempted from its course and have not completed it: they stand in none of the counts. */
export async function countExempted(db: Db, scope: UnitScope): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${exemptedFrom(scope.courseId, scope.today)} as x cross join enrollment as e ${indexedBy('enrollment_standing')} on e.course_id = ${scope.courseId} and e.user_id = x.user_id
    where e.cancelled_at is null and ${homeOf(sql`x.user_id`)} in ${unitsOf(scope)} and ${inService}`.execute(db);
  return Number(rows[0]?.n ?? 0);
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

/** The same sentence as `learnerState`, for narrowing in the database. */
function isIn(state: LearnerState | undefined, today: Day): RawBuilder<unknown> {
  if (state === undefined) return sql`true`;
  const late = sql`coalesce(e.due_on < ${today}, 0)`;
  const sentences = { done: sql`p.completed_at is not null`, late: sql`p.completed_at is null and ${late}`, doing: sql`p.completed_at is null and not ${late} and p.started_at is not null`, todo: sql`p.completed_at is null and not ${late} and p.started_at is null` };
  return sentences[state];
}

/** One page of a list, with how many there are in it and how many in all states. */
export interface ListPart {
  limit: number;
  offset: number;
  matching: number;
  all: number;
}

/** Walking the names is quicker than sorting as long as the page lies within so many people, whatever their state. */
const walkAtMost = 25_000;

/** The ids of the people of a scope in a state, in the order of Vietnamese name lists. */
export async function idsOfLearners(db: Db, scope: UnitScope, state: LearnerState | undefined, part?: ListPart): Promise<string[]> {
  if (part?.matching === 0) return [];
  const isNear = part === undefined || state === undefined || ((part.offset + part.limit) * part.all) / part.matching < walkAtMost;
  // A page of many people is found by walking the names from their beginning; few people are found first and sorted then.
  const all = sql`select u.id from user_account as u ${indexedBy('user_account_sort')} cross join enrollment as e ${indexedBy('enrollment_standing')} on e.user_id = u.id and e.course_id = ${scope.courseId} and e.cancelled_at is null
    ${state === undefined ? sql`` : progressOf(scope.courseId)} where u.disabled_at is null and ${isAsked(scope.courseId, scope.today)} and ${homeOf(sql`u.id`)} in ${unitsOf(scope)} and ${isIn(state, scope.today)}`;
  const few = sql`select u.id from (select e.user_id, e.due_on, m.unit_id from ${peopleIn(scope)}) as e ${progressOf(scope.courseId)} cross join user_account as u on u.id = e.user_id where ${isIn(state, scope.today)} and +e.unit_id in ${unitsOf(scope)}`;
  const { rows } = await sql<{ id: string }>`${scope.under.size > manyUnits && isNear ? all : few} order by u.sort_key, u.id limit ${part?.limit ?? -1} offset ${part?.offset ?? 0}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Some people in a course as a leader sees them, in any order. */
export async function learnersById(db: Db, { courseId, today }: Pick<UnitScope, 'courseId' | 'today'>, ids: readonly string[]): Promise<(UnitLearner & { staffNo: string | null; startedAt: string | null })[]> {
  const rows = await db
    .selectFrom('user_account as u')
    .innerJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .innerJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_from', '<=', today).on((on) => on.or([on('n.valid_to', 'is', null), on('n.valid_to', '>', today)])))
    .innerJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'u.id').on('e.course_id', '=', courseId).on('e.cancelled_at', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'u.id').on('p.course_id', '=', courseId))
    .select(['u.id', 'u.full_name as fullName', 'u.staff_no as staffNo', 'm.position_title as positionTitle', 'n.name as unitName', 'p.started_at as startedAt', 'p.completed_at as completedAt', 'p.last_active_at as lastActiveAt', 'p.lessons_completed as lessonsCompleted', 'p.score', 'e.due_on as dueOn'])
    .where('u.id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
    .execute();
  return rows.map(({ lessonsCompleted, ...row }) => ({ ...row, lessonsCompleted: lessonsCompleted ?? 0, state: learnerState(row, today) }));
}
