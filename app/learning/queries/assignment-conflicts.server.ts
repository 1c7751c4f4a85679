import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { RuleWhat } from '../rules/assignment-rule.ts';
import { fittingPeople } from './assignment-match.server.ts';
import type { WorkRule } from './assignment-work.server.ts';

/** Another rule that asks the same people for the same course. */
export interface Conflict {
  ruleId: string;
  name: string;
  courseId: string;
  people: number;
  /** For how many this rule's day comes first, and for how many the other one's: the earlier day wins. */
  thisFirst: number;
  otherFirst: number;
  /** For how many one of the two is mandatory and the other one not: mandatory wins. */
  duty: number;
}

/** Rules with which this one disagrees about somebody's due day or duty. */
export async function listConflicts(db: Db, rule: WorkRule & { what: RuleWhat }, { today, newDue }: { today: Day; newDue: Day | null }): Promise<Conflict[]> {
  const { due, isMandatory, courses } = rule.what;
  // Whoever is under the rule already keeps the day from which her time counts.
  const own = due.kind === 'AFTER' ? sql<string | null>`coalesce(date(a.fitted_on, ${`+${due.days} days`}), ${newDue})` : sql<string | null>`${newDue}`;
  const people = await fittingPeople(db, rule, today);
  const rows = await people
    .innerJoin('assignment as o', (join) => join.onRef('o.user_id', '=', 'u.id').on('o.rule_id', '!=', rule.id).on('o.released_at', 'is', null))
    .leftJoin('assignment as a', (join) => join.on('a.rule_id', '=', rule.id).onRef('a.user_id', '=', 'u.id').onRef('a.course_id', '=', 'o.course_id').on('a.released_at', 'is', null))
    .where('o.course_id', 'in', courses)
    .select(['o.rule_id as ruleId', 'o.course_id as courseId', sql<number>`count(*)`.as('people')])
    .select([
      sql<number>`coalesce(sum(coalesce(${own}, '9999') < coalesce(o.due_on, '9999')), 0)`.as('thisFirst'),
      sql<number>`coalesce(sum(coalesce(${own}, '9999') > coalesce(o.due_on, '9999')), 0)`.as('otherFirst'),
      sql<number>`coalesce(sum(o.is_mandatory <> ${isMandatory ? 1 : 0}), 0)`.as('duty'),
    ])
    .groupBy(['o.rule_id', 'o.course_id'])
    .execute();
  const names = await newestNames(db, rows.map(({ ruleId }) => ruleId));
  return rows.filter(({ thisFirst, otherFirst, duty }) => thisFirst + otherFirst + duty > 0).map((row) => ({ ...row, name: names.get(row.ruleId) ?? '' }));
}

async function newestNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom('assignment_rule_version').select(['rule_id', 'name']).where('rule_id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`).where('confirmed_at', 'is not', null).orderBy('number').execute();
  return new Map(rows.map((row) => [row.rule_id, row.name]));
}
