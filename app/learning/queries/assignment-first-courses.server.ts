import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { RuleWhat } from '../rules/assignment-rule.ts';
import { fittingPeople, listed } from './assignment-match.server.ts';
import type { WorkRule } from './assignment-work.server.ts';
import { asksFor, firstCourses, isMetBy } from './prerequisites.server.ts';

/** People to whom a rule gives a course that waits for another one, which they have neither completed nor been given, by the rule or otherwise. */
export interface WithoutFirst {
  course: string;
  first: string;
  people: number;
}

export async function countWithoutFirst(db: Db, rule: WorkRule & { what: RuleWhat }, today: Day): Promise<WithoutFirst[]> {
  const people = (await fittingPeople(db, rule, today)).select('u.id').distinct();
  const { rows } = await sql<WithoutFirst>`
    select fv.title as course, fcv.title as first, count(*) as people from ${people.as('w')}, ${firstCourses}
    where fv.course_id in ${listed(rule.what.courses)} and fc.id not in ${listed(rule.what.courses)} and ${asksFor(sql`fv.course_id`)} and not ${isMetBy(sql`w.id`)}
      and not exists (select 1 from enrollment as o where o.user_id = w.id and o.course_id = fc.id and o.cancelled_at is null)
      and not exists (select 1 from enrollment as e where e.user_id = w.id and e.course_id = fv.course_id and e.cancelled_at is null and e.locked_at is null)
    group by fv.course_id, fc.id order by course, first`.execute(db);
  return rows;
}
