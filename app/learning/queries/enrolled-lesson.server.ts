import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { readingMessages } from '../messages/reading.ts';
import { getPublishedLesson, type PublishedLesson } from './lesson-page.server.ts';

/**
 * A lesson for somebody who is enrolled in its course.
 * @throws AppError not-found for an unknown lesson, forbidden without enrolment
 */
export async function getEnrolledLesson(db: Db, userId: string, courseSlug: string, slug: string): Promise<PublishedLesson> {
  const lesson = await getPublishedLesson(db, courseSlug, slug);
  const enrollment = await db.selectFrom('enrollment').select('id').where('user_id', '=', userId).where('course_id', '=', lesson.courseId).where('cancelled_at', 'is', null).executeTakeFirst();
  if (!enrollment) throw new AppError('forbidden', readingMessages.both('enrol.first'));
  return lesson;
}
