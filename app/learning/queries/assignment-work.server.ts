import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { RuleWhat, RuleWho } from '../rules/assignment-rule.ts';
import { fittingPeople, listed } from './assignment-match.server.ts';
import { isExempt } from './exemptions.server.ts';

/** A version of a rule as a run carries it out. Null for `what` means that it assigns nothing any more: everybody is released. */
export interface WorkRule {
  id: string;
  versionId: string;
  name: string;
  unitId: string | null;
  who: RuleWho;
  what: RuleWhat | null;
}

/** Somebody whom the rule fits and who is not under this version yet. */
export interface PairToAssign {
  userId: string;
  courseId: string;
  /** What an earlier version of the rule did to her. */
  linkId: string | null;
  fittedOn: Day | null;
  enrollmentId: string | null;
}

/** Somebody whom the rule does not fit any more, or whose course it names no longer. */
export interface PairToRelease {
  linkId: string;
  userId: string;
  courseId: string;
  enrollmentId: string;
  /** The enrolment is a rule's, and it is still the present one. */
  isOurs: boolean;
  hasOther: boolean;
  startedAt: string | null;
  completedAt: string | null;
}

/** Pairs of a person and a course. Whoever is exempted and not enrolled is left alone until her exemption ends; a course that was withdrawn is given to nobody new. */
async function toAssign(db: Db, rule: WorkRule, today: Day) {
  const people = await fittingPeople(db, rule, today);
  return people
    .innerJoin(sql<{ value: string }>`json_each(${JSON.stringify(rule.what?.courses ?? [])})`.as('c'), (join) => join.onTrue())
    .leftJoin('assignment as a', (join) => join.on('a.rule_id', '=', rule.id).onRef('a.user_id', '=', 'u.id').onRef('a.course_id', '=', 'c.value').on('a.released_at', 'is', null))
    .leftJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'u.id').onRef('e.course_id', '=', 'c.value').on('e.cancelled_at', 'is', null))
    .where((where) => where.or([where('a.id', 'is', null), where('a.version_id', '!=', rule.versionId)]))
    .where((where) => where.not(where.and([where('a.id', 'is', null), where('e.id', 'is', null), isExempt('u.id', 'c.value', today)])))
    .where((where) => where.or([where('a.id', 'is not', null), where.not(isRetired)]));
}

const isRetired = sql<SqlBool>`exists (select 1 from course as rc where rc.id = c.value and rc.retired_at is not null)`;

/** The next of them behind a person's id; the person at the cursor is asked for again, because her other courses may have been left over. */
export async function nextToAssign(db: Db, rule: WorkRule, today: Day, { cursor, limit }: { cursor: string; limit: number }): Promise<PairToAssign[]> {
  const pairs = await toAssign(db, rule, today);
  return pairs.select(['u.id as userId', 'c.value as courseId', 'a.id as linkId', 'a.fitted_on as fittedOn', 'e.id as enrollmentId']).where('u.id', '>=', cursor).orderBy('u.id').limit(limit).execute();
}

async function toRelease(db: Db, rule: WorkRule, today: Day) {
  const people = (await fittingPeople(db, rule, today)).where(sql<SqlBool>`u.id = a.user_id`).select('u.id');
  const courses = rule.what?.courses ?? [];
  return db.selectFrom('assignment as a').where('a.rule_id', '=', rule.id).where('a.released_at', 'is', null).where((where) => where.or([where('a.course_id', 'not in', listed(courses)), where.not(where.exists(people))]));
}

export async function nextToRelease(db: Db, rule: WorkRule, today: Day, { cursor, limit }: { cursor: string; limit: number }): Promise<PairToRelease[]> {
  const pairs = await toRelease(db, rule, today);
  const rows = await pairs
    .innerJoin('enrollment as e', 'e.id', 'a.enrollment_id')
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'a.user_id').onRef('p.course_id', '=', 'a.course_id'))
    .select(['a.id as linkId', 'a.user_id as userId', 'a.course_id as courseId', 'a.enrollment_id as enrollmentId', 'p.started_at as startedAt', 'p.completed_at as completedAt'])
    .select([sql<SqlBool>`(e.cancelled_at is null and ${madeByRule('e.id')})`.as('isOurs'), otherLink.as('hasOther')])
    .where('a.user_id', '>=', cursor)
    .orderBy('a.user_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, isOurs: Boolean(row.isOurs), hasOther: Boolean(row.hasOther) }));
}

/** Whether a rule made an enrolment; everything else (enrolled by herself, by hand, by a renewal) rules leave as it is. */
export function madeByRule(enrollment: string) {
  return sql<SqlBool>`exists (select 1 from assignment as mk where mk.enrollment_id = ${sql.ref(enrollment)} and mk.made = 1)`;
}

const otherLink = sql<SqlBool>`exists (select 1 from assignment as ot where ot.user_id = a.user_id and ot.course_id = a.course_id and ot.rule_id <> a.rule_id and ot.released_at is null)`;

/** How much a run of a rule has to do today. */
export async function countWork(db: Db, rule: WorkRule, today: Day): Promise<{ assign: number; release: number }> {
  const [assign, release] = [await toAssign(db, rule, today), await toRelease(db, rule, today)];
  const counted = await assign.select((select) => select.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const ended = await release.select((select) => select.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return { assign: Number(counted.n), release: Number(ended.n) };
}
