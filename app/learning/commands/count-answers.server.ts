import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { firstAnswers } from '../queries/first-answers.server.ts';

/** Counts the answers to all questions anew, one course after the other: pages of editors read the sums, and handing in a test does not pay for them. */
export async function countAnswers(db: Db, now: Instant): Promise<void> {
  for (const { id } of await db.selectFrom('course').select('id').execute()) {
    await db.transaction().execute(async (tx) => {
      const ofCourse = sql`v.question_id in (select k.id from question as k where k.course_id = ${id})`;
      await sql`delete from question_statistic where question_version_id in (select v.id from question_version as v where ${ofCourse})`.execute(tx);
      await sql`
        insert into question_statistic (question_version_id, answers, flags, points, points_squared, rest, rest_squared, product, counted_at)
        select question_version_id, count(*), sum(is_flagged), sum(points), sum(points * points), sum(rest), sum(rest * rest), sum(points * rest), ${now}
        from ${firstAnswers(ofCourse)} group by question_version_id`.execute(tx);
    });
  }
}
