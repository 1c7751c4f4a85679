import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { lessonMinutesLeft } from '../rules/course-outline.ts';

const peopleAtOnce = 1_000;

/** How many minutes a course still takes each of these people, as their home page says: for many people with few questions. */
export async function minutesLeftOf(db: Db, courseId: string, userIds: readonly string[], at: Instant): Promise<Map<string, number>> {
  const version = db.selectFrom('course_version').select('id').where('course_id', '=', courseId).where('released_at', 'is not', null).where('superseded_at', 'is', null);
  const lessons = await db.selectFrom('lesson_version').select(['lesson_id as id', 'minutes']).where('course_version_id', 'in', version).execute();
  const assessments = await db.selectFrom('assessment_version').select(['assessment_id as id', 'time_limit_minutes as minutes']).where('course_version_id', 'in', version).where('kind', '!=', 'PRETEST').execute();
  const found = new Map<string, number>();
  for (let start = 0; start < userIds.length; start += peopleAtOnce) {
    const people = userIds.slice(start, start + peopleAtOnce);
    const read = byPerson(await db.selectFrom('lesson_progress').select(['user_id', 'lesson_id as id', 'position', sql<number>`coalesce(completed_at, credited_at, '9999') <= ${at}`.as('isDone')]).where('user_id', 'in', people).where('course_id', '=', courseId).execute());
    const passed = byPerson(await db.selectFrom('assessment_progress').select(['user_id', 'assessment_id as id']).where('user_id', 'in', people).where('course_id', '=', courseId).where(({ fn }) => fn.coalesce('passed_at', 'credited_at'), '<=', at).execute());
    for (const id of people) {
      const ofLessons = lessons.map((lesson) => {
        const own = read.get(id)?.get(lesson.id);
        return own?.isDone ? 0 : lessonMinutesLeft(lesson.minutes, own?.position ?? 0);
      });
      const ofTests = assessments.map((assessment) => (passed.get(id)?.has(assessment.id) ? 0 : assessment.minutes));
      found.set(id, [...ofLessons, ...ofTests].reduce((sum, minutes) => sum + minutes, 0));
    }
  }
  return found;
}

function byPerson<Row extends { user_id: string; id: string }>(rows: readonly Row[]): Map<string, Map<string, Row>> {
  const people = new Map<string, Map<string, Row>>();
  for (const row of rows) {
    const own = people.get(row.user_id) ?? new Map<string, Row>();
    own.set(row.id, row);
    people.set(row.user_id, own);
  }
  return people;
}
