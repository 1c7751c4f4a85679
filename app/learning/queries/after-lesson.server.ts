import type { Db } from '../../../db/client.ts';
import { afterLesson } from '../rules/after-lesson.ts';
import { partsOf } from '../rules/path.ts';
import { courseOutline } from './course-outline.server.ts';
import type { PublishedLesson } from './lesson-page.server.ts';
import { findChosenPath, listPathCourses } from './paths.server.ts';

/** The page that follows a lesson for one person, by her path when she follows one. */
export async function hrefAfterLesson(db: Db, userId: string, lesson: Pick<PublishedLesson, 'courseId' | 'courseVersionId' | 'courseSlug' | 'lessonId'>, now: Date): Promise<string> {
  const path = await findChosenPath(db, userId);
  const courses = path ? await listPathCourses(db, [path], userId, now) : [];
  const known = courses.find(({ slug }) => slug === lesson.courseSlug)?.outline;
  const outline = known ?? (await courseOutline(db, { courseId: lesson.courseId, versionId: lesson.courseVersionId, userId, now: now.toISOString() }));
  return afterLesson(outline, lesson.courseSlug, lesson.lessonId, path ? partsOf(path, courses) : []);
}
