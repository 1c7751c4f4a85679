import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { StandingCount } from '../rules/assignment-preview.ts';
import { fittingPeople } from './assignment-match.server.ts';
import { madeByRule, type WorkRule } from './assignment-work.server.ts';
import { isExempt } from './exemptions.server.ts';

/** Everybody whom a rule fits on a day with each of its courses: `u` the person, `m` her place, `c` the course, `a` what the rule did to her before, `e` her enrolment. */
export async function standingsOf(db: Db, rule: WorkRule, day: Day) {
  return (await fittingPeople(db, rule, day))
    .innerJoin(sql<{ value: string }>`json_each(${JSON.stringify(rule.what?.courses ?? [])})`.as('c'), (join) => join.onTrue())
    .leftJoin('assignment as a', (join) => join.on('a.rule_id', '=', rule.id).onRef('a.user_id', '=', 'u.id').onRef('a.course_id', '=', 'c.value').on('a.released_at', 'is', null))
    .leftJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'u.id').onRef('e.course_id', '=', 'c.value').on('e.cancelled_at', 'is', null));
}

/** How somebody of them stands to the course before the rule does anything. */
export const standingOn = (day: Day) => sql<StandingCount['standing']>`case
  when a.id is not null then 'STAYS'
  when e.id is null then case when ${isExempt('u.id', 'c.value', day)} then 'EXEMPT' else 'ADDED' end
  when e.source = 'ASSIGNED' then case when ${madeByRule('e.id')} then 'RULE' else 'ASSIGNED' end
  else e.source end`;
