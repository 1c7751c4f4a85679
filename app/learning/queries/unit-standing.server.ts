import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { indexedBy } from '../../../db/indexes.ts';
import type { Day } from '../../platform/clock.ts';
import type { UnitCounts } from '../rules/learner-state.ts';

export interface StandingQuestion {
  today: Day;
  /** An expression for the id of one course; all courses without it. */
  course?: RawBuilder<unknown> | undefined;
  /** A list of ids for `in`; all units without it. */
  units?: RawBuilder<unknown> | undefined;
}

/** One row of `standingSums`: the own people of a unit in a course. */
export interface StandingSum extends Omit<UnitCounts, 'todo'> {
  unitId: string;
  courseId: string;
}

/**
 * Where the own people of units stand in courses today, as a table of `StandingSum`, in one statement: the sums that the database keeps (`unit_standing`, docs/decisions/0007), less whoever is exempted.
 * Exempted people are few and exempted by the day, so they are found one by one.
 */
export function standingSums({ today, course, units }: StandingQuestion): RawBuilder<unknown> {
  const isLate = (due: RawBuilder<unknown>) => sql`(${due} <> '' and ${due} < ${today})`;
  const late = isLate(sql`s.due_on`);
  const left = isLate(sql`coalesce(x.due_on, '')`);
  const within = (unit: RawBuilder<unknown>) => (units ? sql`and ${unit} in ${units}` : sql``);
  return sql`(
    select course_id as "courseId", unit_id as "unitId", sum(total) as total, sum(done) as done, sum(doing) as doing, sum(late) as late from (
      select s.course_id, s.unit_id, s.people as total, s.people * (s.state = 'DONE') as done, s.people * (s.state = 'DOING' and not ${late}) as doing, s.people * ${late} as late
      from unit_standing as s where ${course ? sql`s.course_id = ${course}` : sql`true`} ${within(sql`s.unit_id`)}
      union all
      select x.course_id, m.unit_id, -1, 0, -(p.started_at is not null and not ${left}), -${left}
      ${exemptedStanding({ today, course, units })}
    ) group by course_id, unit_id having sum(total) > 0)`;
}

/** Exempted people in service who have not completed their course, at their place: the enrolment `x`, the place `m`, the progress `p`. */
const exemptedStanding = ({ today, course, units }: StandingQuestion) => sql`
  from ${exemptedEnrollments({ today, course })} as x cross join membership as m ${indexedBy('membership_home')} on m.user_id = x.user_id and m.is_primary = 1 and m.valid_to is null
  left join course_progress as p on p.user_id = x.user_id and p.course_id = x.course_id
  where p.completed_at is null and x.user_id not in (select id from user_account where disabled_at is not null) ${units ? sql`and +m.unit_id in ${units}` : sql``}`;

/** The due days of some units' people who have to do a course and are not done, as a table of `courseId` and `dueOn`; less whoever is exempted. */
export function openDays({ today, units }: Pick<StandingQuestion, 'today' | 'units'>): RawBuilder<unknown> {
  return sql`(
    select course_id as "courseId", due_on as "dueOn" from (
      select course_id, due_on, people from unit_standing where state <> 'DONE' and due_on <> '' ${units ? sql`and unit_id in ${units}` : sql``}
      union all
      select x.course_id, x.due_on, -1 ${exemptedStanding({ today, units })} and x.due_on is not null
    ) group by course_id, due_on having sum(people) > 0)`;
}

/** Enrolments of people who are exempted from their course on a day, each once. */
const exemptedEnrollments = ({ today, course }: StandingQuestion) => sql`(
  select distinct e.course_id, e.user_id, e.due_on from exemption as ex cross join enrollment as e on e.user_id = ex.user_id and e.cancelled_at is null and (ex.course_id is null or ex.course_id = e.course_id)
  where ex.ended_at is null and ex.valid_from <= ${today} and ex.valid_to > ${today} ${course ? sql`and e.course_id = ${course}` : sql``})`;

/** The sums of some units in one course. */
export async function listStandingSums(db: Db, { courseId, today, units }: { courseId: string; today: Day; units: RawBuilder<unknown> }): Promise<StandingSum[]> {
  const { rows } = await sql<StandingSum>`select * from ${standingSums({ today, course: sql`${courseId}`, units })}`.execute(db);
  return rows;
}
