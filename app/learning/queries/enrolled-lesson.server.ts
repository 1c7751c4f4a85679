import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { readingMessages } from '../messages/reading.ts';
import { getPublishedLesson, type PublishedLesson } from './lesson-page.server.ts';
import { missingPrerequisites } from './prerequisites.server.ts';

/**
 * A lesson for somebody who is enrolled in its course.
 * @throws AppError not-found for an unknown lesson, forbidden without enrolment or while another course comes first
 */
export async function getEnrolledLesson(db: Db, userId: string, courseSlug: string, slug: string): Promise<PublishedLesson> {
  const lesson = await getPublishedLesson(db, courseSlug, slug);
  const enrollment = await db.selectFrom('enrollment').select('locked_at').where('user_id', '=', userId).where('course_id', '=', lesson.courseId).where('cancelled_at', 'is', null).executeTakeFirst();
  if (!enrollment) throw new AppError('forbidden', readingMessages.both('enrol.first'));
  const missing = enrollment.locked_at === null ? [] : await missingPrerequisites(db, userId, lesson.courseId);
  if (missing.length > 0) throw new AppError('forbidden', readingMessages.both('course.locked-until', { courses: missing.map(({ title }) => title).join('; ') }));
  return lesson;
}
