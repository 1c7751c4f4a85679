import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { asksFor, firstCourses, isMetBy, missingPrerequisites } from '../queries/prerequisites.server.ts';

/** Locks those of new enrolments whose course asks for another one that the person has not completed. */
export async function lockEnrolments(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  await sql`
    update enrollment set locked_at = ${now}
    where id in (select value from json_each(${JSON.stringify(ids)}))
      and exists (select 1 from ${firstCourses} where ${asksFor(sql`enrollment.course_id`)} and not ${isMetBy(sql`enrollment.user_id`)})`.execute(tx);
}

/**
 * Opens a locked enrolment for good once what comes first is done. It is asked when she comes, so that nothing else, an import or a release least of all, has to think of it.
 * @returns whether it is open now
 */
export async function unlockEnrolment(db: Db, userId: string, courseId: string): Promise<boolean> {
  if ((await missingPrerequisites(db, userId, courseId)).length > 0) return false;
  await db.updateTable('enrollment').set({ locked_at: null }).where('user_id', '=', userId).where('course_id', '=', courseId).where('cancelled_at', 'is', null).execute();
  return true;
}
