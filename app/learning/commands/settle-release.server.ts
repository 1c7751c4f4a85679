import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { settleCourse } from './settle-course.server.ts';

/**
 * Settles a course for whoever has done all that its new version asks for: with a lesson less, nothing that she could still do would ever say so, and she would
 * be reminded for ever. People who had completed the course before keep what they have. Run twice, it changes nothing.
 * @returns how many certificates were issued
 */
export async function settleRelease(db: Db, { courseId, now, secret }: { courseId: string; now: Instant; secret: string }): Promise<number> {
  const people = await listDone(db, courseId);
  let issued = 0;
  // One transaction each: thousands of people must not keep the rest of the house waiting.
  for (const userId of people) {
    const certificate = await db.transaction().execute((tx) => settleCourse(tx, { userId, courseId, now, secret, source: 'job' }));
    if (certificate) issued += 1;
  }
  return issued;
}

/** People in the middle of a course who have read or proven every lesson of its released version; whether the tests are passed is for the settling to say. */
async function listDone(db: Db, courseId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('enrollment as e')
    .innerJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'e.user_id').onRef('p.course_id', '=', 'e.course_id'))
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'e.course_id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .select('e.user_id as userId')
    .where('e.course_id', '=', courseId)
    .where('e.cancelled_at', 'is', null)
    .where('p.completed_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('lesson_version as l')
            .leftJoin('lesson_progress as r', (join) => join.onRef('r.lesson_id', '=', 'l.lesson_id').onRef('r.user_id', '=', 'e.user_id'))
            .select('l.id')
            .whereRef('l.course_version_id', '=', 'v.id')
            .where('r.completed_at', 'is', null)
            .where('r.credited_at', 'is', null),
        ),
      ),
    )
    .execute();
  return rows.map(({ userId }) => userId);
}
