import { sql, type RawBuilder } from 'kysely';
import { indexedBy, type NamedIndex } from '../../../db/indexes.ts';
import { isExempt } from '../../learning/index.server.ts';
import { plusDays } from '../../platform/days.ts';
import { instantOf } from '../../platform/local-time.ts';
import type { Subject } from '../rules/list-subjects.ts';
import type { Asked } from './list-scope.server.ts';

type Sql = RawBuilder<unknown>;

/** How the rows of a subject are found, and how some of them are read. */
export interface PagedSource {
  /** `from … where …`: exactly the rows that are asked for; `wide` when they are many, so that a page of them is found by walking names. */
  walk(asked: Asked, isWide: boolean): Sql;
  /** The same of those rows alone that have what is sorted by, walked in its order along an index; undefined where none serves. Rows without it stand at the end. */
  ranked?(asked: Asked): Sql | undefined;
  id: Sql;
  sorts: Readonly<Record<string, Sql>>;
  /** `from json_each(ids) as j …`: the rows of some ids, with all that is shown of them. */
  pick(asked: Asked, ids: readonly string[]): Sql;
  columns(asked: Asked): Readonly<Record<string, Sql>>;
}

const jsonOf = (units: ReadonlySet<string>) => sql`(select value from json_each(${JSON.stringify([...units])}))`;

/** Narrowed to the units that are told of: the place `m` of a person. */
function inUnits({ units }: Asked, isWide: boolean): Sql {
  if (units === 'ALL') return sql`true`;
  return isWide ? sql`+m.unit_id in ${jsonOf(units)}` : sql`m.unit_id in ${jsonOf(units)}`;
}

/** A moment within the days of the question, as they are days here. */
function inPeriod(moment: Sql, { question: { from, to }, timeZone }: Asked): Sql {
  const start = from ? sql`${moment} >= ${instantOf(`${from}T00:00`, timeZone)}` : sql`true`;
  return to ? sql`${start} and ${moment} < ${instantOf(`${plusDays(to, 1)}T00:00`, timeZone)}` : start;
}

const ofCourse = ({ question: { course } }: Asked) => (course ? sql`c.slug = ${course}` : sql`true`);
const place = sql`left join membership as m on m.user_id = u.id and m.is_primary = 1 and m.valid_to is null`;
const unitNames = ({ today }: Asked) => sql`
  left join org_unit_version as n on n.unit_id = m.unit_id and n.valid_from <= ${today} and (n.valid_to is null or n.valid_to > ${today})
  left join org_unit_version as o on o.unit_id = n.parent_id and o.valid_from <= ${today} and (o.valid_to is null or o.valid_to > ${today})`;
const courseTitle = sql`coalesce((select x.title from course_version as x where x.course_id = c.id and x.released_at is not null and x.superseded_at is null), c.slug)`;
const person = { staffNo: sql`u.staff_no`, name: sql`u.full_name`, position: sql`m.position_title`, unit: sql`n.name`, above: sql`o.name` };

/** The same sentence as learning's `learnerState`; whoever is exempted and has not done it all the same is neither late nor on her way. */
const learningState = (today: string) => sql`case when p.completed_at is not null then 'done' when ${isExempt('e.user_id', 'e.course_id', today)} then 'exempt' when e.due_on < ${today} then 'late' when p.started_at is not null then 'doing' else 'todo' end`;

// A page of many people is found by walking the names from their beginning; the people of few units are found by their places, and sorted then. Those whose account is closed are few: nobody is looked up for them.
const byName = sql`user_account as u ${indexedBy('user_account_sort')} cross join enrollment as e on e.user_id = u.id`;
const byEnrollment = sql`enrollment as e`;
const byUnit = sql`membership as m ${indexedBy('membership_home_unit')} cross join enrollment as e on e.user_id = m.user_id and m.is_primary = 1 and m.valid_to is null join user_account as u on u.id = e.user_id`;
const inService = sql`e.user_id not in (select id from user_account where disabled_at is not null)`;
const home = sql`left join membership as m on m.user_id = e.user_id and m.is_primary = 1 and m.valid_to is null`;

/** The conditions of a list of learning, whichever way people are walked. */
function learningWhere(asked: Asked, isWide: boolean): Sql {
  const { state, course, from, to } = asked.question;
  const isState = state ? sql`${learningState(asked.today)} = ${state}` : sql`true`;
  const within = from || to ? inPeriod(sql`p.completed_at`, asked) : sql`true`;
  return sql`${course ? sql`e.course_id = ${courseId(course)}` : sql`true`} and e.cancelled_at is null and ${inService} and ${inUnits(asked, isWide)} and ${isState} and ${within}`;
}
const courseId = (slug: string) => sql`(select c.id from course as c where c.slug = ${slug})`;
/** Indexes of the progress in a course that stand in the order of a column. */
const rankings: Readonly<Record<string, NamedIndex>> = { completed: 'course_progress_course', score: 'course_progress_score' };

const learning: PagedSource = {
  walk: (asked, isWide) => {
    const { state, from, to, sort } = asked.question;
    const start = isWide ? (sort === 'name' ? byName : byEnrollment) : byUnit;
    const progress = state || from || to || ['completed', 'score', 'active'].includes(sort) ? sql`left join course_progress as p on p.user_id = e.user_id and p.course_id = e.course_id` : sql``;
    return sql`from ${start} ${isWide && asked.units !== 'ALL' ? home : sql``} ${progress} where ${learningWhere(asked, isWide)}`;
  },
  ranked: (asked) => {
    const { sort, course } = asked.question;
    const index = rankings[sort];
    if (!index || !course) return undefined;
    return sql`from course_progress as p ${indexedBy(index)} cross join enrollment as e on e.user_id = p.user_id and e.course_id = p.course_id ${asked.units === 'ALL' ? sql`` : home}
      where p.course_id = ${courseId(course)} and ${learning.sorts[sort]} is not null and ${learningWhere(asked, true)}`;
  },
  id: sql`e.id`,
  sorts: { name: sql`u.sort_key`, enrolled: sql`e.enrolled_at`, due: sql`e.due_on`, completed: sql`p.completed_at`, score: sql`p.score`, active: sql`p.last_active_at` },
  pick: (asked, ids) => sql`from json_each(${JSON.stringify(ids)}) as j cross join enrollment as e on e.id = j.value join user_account as u on u.id = e.user_id join course as c on c.id = e.course_id
    left join course_progress as p on p.user_id = e.user_id and p.course_id = e.course_id ${place} ${unitNames(asked)}`,
  columns: ({ today }) => ({ ...person, category: sql`u.staff_category`, course: courseTitle, source: sql`e.source`, mandatory: sql`e.is_mandatory`, enrolled: sql`e.enrolled_at`, due: sql`e.due_on`, state: learningState(today), started: sql`p.started_at`, completed: sql`p.completed_at`, lessons: sql`coalesce(p.lessons_completed, 0)`, score: sql`p.score`, active: sql`p.last_active_at`, round: sql`e.round` }),
};

const certificateState = (at: string) => sql`case when t.revoked_at is not null then 'revoked' when t.valid_until is not null and t.valid_until <= ${at} then 'expired' else 'valid' end`;

const certificates: PagedSource = {
  walk: (asked, isWide) => {
    const { state } = asked.question;
    return sql`from certificate as t join user_account as u on u.id = t.user_id join course as c on c.id = t.course_id ${place} where ${ofCourse(asked)} and ${inUnits(asked, isWide)} and ${inPeriod(sql`t.issued_at`, asked)} and ${state ? sql`${certificateState(asked.at)} = ${state}` : sql`true`}`;
  },
  id: sql`t.id`,
  sorts: { name: sql`u.sort_key`, score: sql`t.score`, issued: sql`t.issued_at`, valid: sql`t.valid_until` },
  pick: (asked, ids) => sql`from json_each(${JSON.stringify(ids)}) as j cross join certificate as t on t.id = j.value join user_account as u on u.id = t.user_id ${place} ${unitNames(asked)}`,
  columns: ({ at }) => ({ ...person, name: sql`t.full_name`, number: sql`t.certificate_no`, course: sql`t.course_title`, score: sql`t.score`, periods: sql`t.periods`, issued: sql`t.issued_at`, valid: sql`t.valid_until`, state: certificateState(at) }),
};

const readAt = sql`(select i.read_at from message as x join inbox_state as i on i.message_id = x.id and i.user_id = e.user_id where x.source_type = 'REMINDER' and x.source_id = b.id and i.read_at is not null limit 1)`;

const reminders: PagedSource = {
  walk: (asked, isWide) => {
    const { state, from, to } = asked.question;
    const isState = state ? (state === 'read' ? sql`${readAt} is not null` : sql`${readAt} is null`) : sql`true`;
    return sql`from reminder as r join reminder_batch as b on b.id = r.batch_id join enrollment as e on e.id = r.enrollment_id join user_account as u on u.id = e.user_id join course as c on c.id = b.course_id ${place}
      where ${ofCourse(asked)} and ${inUnits(asked, isWide)} and ${from ? sql`r.day >= ${from}` : sql`true`} and ${to ? sql`r.day <= ${to}` : sql`true`} and ${isState}`;
  },
  id: sql`r.enrollment_id || ' ' || r.step`,
  sorts: { name: sql`u.sort_key`, day: sql`r.day`, due: sql`b.due_on` },
  pick: (asked, ids) => sql`from json_each(${JSON.stringify(ids)}) as j cross join reminder as r on r.enrollment_id = substr(j.value, 1, instr(j.value, ' ') - 1) and r.step = substr(j.value, instr(j.value, ' ') + 1)
    join reminder_batch as b on b.id = r.batch_id join enrollment as e on e.id = r.enrollment_id join user_account as u on u.id = e.user_id join course as c on c.id = b.course_id ${place} ${unitNames(asked)} left join user_account as w on w.id = b.written_by`,
  columns: () => ({ ...person, day: sql`r.day`, course: courseTitle, step: sql`r.step`, due: sql`b.due_on`, by: sql`w.full_name`, read: readAt }),
};

/** Subjects whose rows are too many to be held at once. */
export const pagedSources: Partial<Record<Subject, PagedSource>> = { learning, certificates, reminders };
