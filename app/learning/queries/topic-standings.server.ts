import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { marks, type Mark } from '../rules/recall.ts';

/** Right answers of the people of one unit, and of how many people they are. */
interface UnitAnswers {
  unitId: string;
  people: number;
  answers: number;
  correct: number;
}
export interface TopicCount extends UnitAnswers {
  moduleKey: string;
}
export interface RecallCount extends UnitAnswers {
  mark: Mark;
}

interface Asked {
  courseId: string;
  userIds: readonly string[];
}

/** People in service who have the course, of some people, with the unit in which they work. The order of the joins is laid down: always from the few people to what they did. */
const here = ({ courseId, userIds }: Asked) => sql`(
  select m.user_id, m.unit_id from json_each(${JSON.stringify(userIds)}) as j
  cross join membership as m on m.user_id = j.value and m.is_primary = 1 and m.valid_to is null
  cross join user_account as u on u.id = m.user_id and u.disabled_at is null
  cross join enrollment as e on e.user_id = m.user_id and e.course_id = ${courseId} and e.cancelled_at is null)`;

/**
 * How the first answers of some people to each question of the module and final tests of a course were, by unit and module. Questions that are out of use or were waived say nothing of anybody.
 */
export async function countTopics(db: Db, asked: Asked): Promise<TopicCount[]> {
  const { rows } = await sql<TopicCount>`
    select g.unit_id as unitId, g.module_key as moduleKey, count(distinct g.user_id) as people, count(*) as answers, sum(g.points) as correct
    from (
      select p.unit_id, a.user_id, v.module_key, coalesce(q.points, 0) as points, q.waived_by,
        row_number() over (partition by a.user_id, v.question_id order by a.submitted_at, a.number, a.id) as nth
      from ${here(asked)} as p
      cross join attempt as a on a.user_id = p.user_id and a.course_id = ${asked.courseId} and a.submitted_at is not null
      cross join assessment_version as t on t.id = a.assessment_version_id and t.kind in ('MODULE', 'FINAL')
      cross join attempt_question as q on q.attempt_id = a.id
      cross join question_version as v on v.id = q.question_version_id
      where not exists (select 1 from question_suspension as s where s.question_id = v.question_id and s.lifted_at is null)
    ) as g
    where g.nth = 1 and g.waived_by is null
    group by g.unit_id, g.module_key`.execute(db);
  return rows;
}

/** What some people still knew near each mark, by unit. */
export async function countRecalls(db: Db, asked: Asked): Promise<RecallCount[]> {
  const counts: RecallCount[] = [];
  for (const mark of marks) {
    const correct = sql.ref(`r.correct_${mark}`);
    const { rows } = await sql<UnitAnswers>`
      select p.unit_id as unitId, count(distinct p.user_id) as people, count(*) as answers, sum(${correct}) as correct
      from ${here(asked)} as p cross join recall_card as r on r.user_id = p.user_id and r.course_id = ${asked.courseId} and ${correct} is not null
      group by p.unit_id`.execute(db);
    counts.push(...rows.map((row) => ({ ...row, mark })));
  }
  return counts;
}
