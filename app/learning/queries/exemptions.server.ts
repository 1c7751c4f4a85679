import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { lastDayOf, type ExemptionKind } from '../rules/exemption.ts';

/** Whether somebody is exempted from a course on a day; both are columns of the query around it. */
export function isExempt(user: string, course: string, on: Day) {
  return sql<SqlBool>`exists (select 1 from exemption as ex where ex.user_id = ${sql.ref(user)} and (ex.course_id is null or ex.course_id = ${sql.ref(course)}) and ex.ended_at is null and ex.valid_from <= ${on} and ex.valid_to > ${on})`;
}

/** The due day of an enrolment, or none while she is exempted: nobody is late with what she need not do. */
export function dueUnlessExempt(enrollment: string, on: Day) {
  return sql<Day | null>`case when ${isExempt(`${enrollment}.user_id`, `${enrollment}.course_id`, on)} then null else ${sql.ref(`${enrollment}.due_on`)} end`.as('dueOn');
}

/** Who is exempted from a course on a day and has not completed it, as a table of `user_id`. */
export function exemptedFrom(courseId: string, on: Day) {
  return sql`(
    select distinct ex.user_id from exemption as ex where (ex.course_id is null or ex.course_id = ${courseId}) and ex.ended_at is null and ex.valid_from <= ${on} and ex.valid_to > ${on}
      and not exists (select 1 from course_progress as done where done.user_id = ex.user_id and done.course_id = ${courseId} and done.completed_at is not null))`;
}

export interface HeldExemption {
  kind: ExemptionKind;
  reason: string;
  lastDay: Day;
  issuer: string | null;
  number: string | null;
  issuedOn: Day | null;
}

/** The exemption of one person from one course that holds longest from a day on; null when there is none. */
export async function findExemption(db: Db, userId: string, courseId: string, on: Day): Promise<HeldExemption | null> {
  const row = await db
    .selectFrom('exemption')
    .select(['kind', 'reason', 'valid_to as validTo', 'issuer', 'number', 'issued_on as issuedOn'])
    .where('user_id', '=', userId)
    .where((where) => where.or([where('course_id', 'is', null), where('course_id', '=', courseId)]))
    .where('ended_at', 'is', null)
    .where('valid_from', '<=', on)
    .where('valid_to', '>', on)
    .orderBy('valid_to', 'desc')
    .orderBy('id')
    .executeTakeFirst();
  if (!row) return null;
  const { validTo, kind, ...facts } = row;
  return { ...facts, kind: kind as ExemptionKind, lastDay: lastDayOf({ validTo }) };
}
