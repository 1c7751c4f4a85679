import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { LessonBody, LessonDetails } from '../rules/lesson-body.ts';

export interface PublishedLesson {
  courseId: string;
  courseSlug: string;
  courseTitle: string;
  courseVersionId: string;
  lessonId: string;
  lessonVersionId: string;
  slug: string;
  moduleKey: string;
  title: string;
  summary: string;
  minutes: number;
  details: LessonDetails;
  body: LessonBody;
}

/** Parsed lessons by version id. A published version never changes, so a kept one is never stale. */
const parsed = new Map<string, Pick<PublishedLesson, 'body' | 'details'>>();
const keptLessons = 200;

/**
 * A lesson in the current version of its course.
 * @throws AppError not-found when the course is not released or has no such lesson now
 */
export async function getPublishedLesson(db: Db, courseSlug: string, slug: string): Promise<PublishedLesson> {
  const row = await db
    .selectFrom('course as c')
    .innerJoin('course_version as cv', 'cv.course_id', 'c.id')
    .innerJoin('lesson as l', 'l.course_id', 'c.id')
    .innerJoin('lesson_version as v', (join) => join.onRef('v.lesson_id', '=', 'l.id').onRef('v.course_version_id', '=', 'cv.id'))
    .select(['c.id as courseId', 'c.slug as courseSlug', 'cv.title as courseTitle', 'cv.id as courseVersionId', 'l.id as lessonId', 'v.id as lessonVersionId', 'l.slug', 'v.module_key as moduleKey', 'v.title', 'v.summary', 'v.minutes'])
    .where('c.slug', '=', courseSlug)
    .where('c.retired_at', 'is', null)
    .where('l.slug', '=', slug)
    .where('cv.released_at', 'is not', null)
    .where('cv.superseded_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { ...row, ...(await parsedLesson(db, row.lessonVersionId)) };
}

async function parsedLesson(db: Db, versionId: string) {
  const known = parsed.get(versionId);
  if (known) return known;
  const row = await db.selectFrom('lesson_version').select(['body', 'details']).where('id', '=', versionId).executeTakeFirstOrThrow();
  const lesson = { body: JSON.parse(row.body) as LessonBody, details: JSON.parse(row.details) as LessonDetails };
  if (parsed.size >= keptLessons) parsed.delete(parsed.keys().next().value as string);
  parsed.set(versionId, lesson);
  return lesson;
}

/** The lessons of one module with this person's progress: the outline beside the text. */
export async function listModuleLessons(db: Db, courseVersionId: string, moduleKey: string, userId: string) {
  return db
    .selectFrom('lesson_version as v')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'l.id').on('p.user_id', '=', userId))
    .select(['l.id', 'l.slug', 'v.title', 'p.opened_at as openedAt', 'p.completed_at as completedAt', 'p.position'])
    .where('v.course_version_id', '=', courseVersionId)
    .where('v.module_key', '=', moduleKey)
    .orderBy('v.position')
    .execute();
}

/** What one person left in one lesson: answers to the questions in the text, the note, and whether she is enrolled in the course. */
export async function myTraces(db: Db, userId: string, lesson: { lessonId: string; courseId: string }) {
  const checks = await db.selectFrom('check_progress').select(['check_key as key', 'answer']).where('user_id', '=', userId).where('lesson_id', '=', lesson.lessonId).execute();
  const note = await db.selectFrom('lesson_note').select(['body', 'revision', 'updated_at as updatedAt']).where('user_id', '=', userId).where('lesson_id', '=', lesson.lessonId).executeTakeFirst();
  const enrollment = await db.selectFrom('enrollment').select('id').where('user_id', '=', userId).where('course_id', '=', lesson.courseId).where('cancelled_at', 'is', null).executeTakeFirst();
  return { answers: new Map(checks.map((check) => [check.key, check.answer])), note: note ?? null, isEnrolled: enrollment !== undefined };
}
