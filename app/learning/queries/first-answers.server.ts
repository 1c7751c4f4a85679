import { sql, type RawBuilder } from 'kysely';

/** Tests that ask what was just learnt, and pre-tests of a renewal, which ask what is left of it a year later. */
export type Sittings = 'tests' | 'pretests';

/**
 * Each question that a person was given, in the first attempt of one kind that she submitted with it: one row for a person and question, however often she tried.
 * `rest` is what she reached in the other questions of that attempt, from 0 to 1; attempts of a single question have none and are left out.
 * The points are what the answers were worth, also where they do not count any more.
 */
export function firstAnswers(where: RawBuilder<unknown>, sittings: Sittings = 'tests'): RawBuilder<unknown> {
  const kind = sql.raw(sittings === 'tests' ? '<>' : '=');
  return sql`(
    select g.attempt_id, g.position, g.question_version_id, g.points, g.is_flagged, (t.points - g.points) / (t.questions - 1) as rest
    from (
      select q.attempt_id, q.position, q.question_version_id, coalesce(q.points, 0) as points, q.flagged_at is not null as is_flagged,
        row_number() over (partition by v.question_id, a.user_id order by a.submitted_at, a.number, a.id) as nth
      from question_version as v
      join attempt_question as q on q.question_version_id = v.id
      join attempt as a on a.id = q.attempt_id and a.submitted_at is not null
      join assessment_version as s on s.id = a.assessment_version_id and s.kind ${kind} 'PRETEST'
      where ${where}
    ) as g
    join (select o.attempt_id, sum(coalesce(o.points, 0)) as points, count(*) as questions from attempt_question as o group by o.attempt_id) as t on t.attempt_id = g.attempt_id
    where g.nth = 1 and t.questions > 1
  )`;
}
