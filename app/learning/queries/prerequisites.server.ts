import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';

export interface Prerequisite {
  courseId: string;
  slug: string;
  title: string;
  /** Whether this person has completed it, in whatever round, or has its knowledge recognised. */
  isMet: boolean;
}

/** What the released versions of courses ask for first, as a join: `fv` the version that asks, `fc` and `fcv` the course that it asks for. One that is not offered at present holds nobody up. */
export const firstCourses = sql`course_version as fv join json_each(fv.settings, '$.prerequisites') as fr join course as fc on fc.slug = fr.value and fc.retired_at is null
  join course_version as fcv on fcv.course_id = fc.id and fcv.released_at is not null and fcv.superseded_at is null`;

/** Whether somebody need not take `fc` any more: completed, taken again since, or recognised. Leave and the like excuse from a course, but teach nothing. */
export function isMetBy(user: RawBuilder<unknown>) {
  return sql<SqlBool>`(exists (select 1 from course_progress as fp where fp.user_id = ${user} and fp.course_id = fc.id and (fp.completed_at is not null or fp.round > 1))
    or exists (select 1 from exemption as fx where fx.user_id = ${user} and (fx.course_id is null or fx.course_id = fc.id) and fx.kind in ('RECOGNISED', 'EQUAL_TRAINING') and fx.ended_at is null))`;
}

/** Whether the version `fv` is the one that learners of a course see. */
export function asksFor(course: RawBuilder<unknown>) {
  return sql<SqlBool>`fv.course_id = ${course} and fv.released_at is not null and fv.superseded_at is null`;
}

/** The courses that come before a course, in the order of its file, and how somebody stands in each. */
export async function listPrerequisites(db: Db, userId: string, courseId: string): Promise<Prerequisite[]> {
  const { rows } = await sql<Omit<Prerequisite, 'isMet'> & { isMet: number }>`
    select fc.id as "courseId", fc.slug, fcv.title, ${isMetBy(sql`${userId}`)} as "isMet" from ${firstCourses} where ${asksFor(sql`${courseId}`)} order by fr.key`.execute(db);
  return rows.map((row) => ({ ...row, isMet: row.isMet === 1 }));
}

/** Of them those that she has yet to complete. */
export async function missingPrerequisites(db: Db, userId: string, courseId: string): Promise<Prerequisite[]> {
  return (await listPrerequisites(db, userId, courseId)).filter(({ isMet }) => !isMet);
}
