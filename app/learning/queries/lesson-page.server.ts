import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { remember } from '../../platform/remember.ts';
import type { LessonBody, LessonDetails } from '../rules/lesson-body.ts';
import type { LearningPath } from '../rules/path.ts';
import { heldReview, readHeldReview, withReview } from './lesson-reviews.server.ts';

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
const parsed = remember<Promise<Pick<PublishedLesson, 'body' | 'details'>>>(200);

/**
 * A lesson in the current version of its course.
 * @throws AppError not-found when the course is not released or has no such lesson now
 */
export async function getPublishedLesson(db: Db, courseSlug: string, slug: string): Promise<PublishedLesson> {
  const [row] = await lessonRow(db, { courseSlug, slug });
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { review, ...own } = row;
  const { body, details } = await parsedLesson(db, row.lessonVersionId);
  return { ...own, body, details: withReview(details, readHeldReview(review)) };
}

const lessonRow = prepared((db, value: (name: 'courseSlug' | 'slug') => string) =>
  db
    .selectFrom('course as c')
    .innerJoin('course_version as cv', 'cv.course_id', 'c.id')
    .innerJoin('lesson as l', 'l.course_id', 'c.id')
    .innerJoin('lesson_version as v', (join) => join.onRef('v.lesson_id', '=', 'l.id').onRef('v.course_version_id', '=', 'cv.id'))
    .select(['c.id as courseId', 'c.slug as courseSlug', 'cv.title as courseTitle', 'cv.id as courseVersionId', 'l.id as lessonId', 'v.id as lessonVersionId', 'l.slug', 'v.module_key as moduleKey', 'v.title', 'v.summary', 'v.minutes', heldReview.as('review')])
    .where('c.slug', '=', value('courseSlug'))
    .where('c.retired_at', 'is', null)
    .where('l.slug', '=', value('slug'))
    .where('cv.released_at', 'is not', null)
    .where('cv.superseded_at', 'is', null),
);

function parsedLesson(db: Db, versionId: string) {
  return parsed(versionId, () => parseLesson(db, versionId));
}

async function parseLesson(db: Db, versionId: string) {
  const row = await db.selectFrom('lesson_version').select(['body', 'details']).where('id', '=', versionId).executeTakeFirstOrThrow();
  return { body: JSON.parse(row.body) as LessonBody, details: JSON.parse(row.details) as LessonDetails };
}

const moduleRows = prepared((db, value: (name: 'courseVersionId' | 'moduleKey' | 'userId') => string) =>
  db
    .selectFrom('lesson_version as v')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'l.id').on('p.user_id', '=', value('userId')))
    .select(['l.id', 'l.slug', 'v.title', 'p.opened_at as openedAt', 'p.completed_at as completedAt', 'p.credited_at as creditedAt', 'p.position'])
    .where('v.course_version_id', '=', value('courseVersionId'))
    .where('v.module_key', '=', value('moduleKey'))
    .orderBy('v.position'),
);

/** The lessons of one module with this person's progress: the outline beside the text. */
export function listModuleLessons(db: Db, courseVersionId: string, moduleKey: string, userId: string) {
  return moduleRows(db, { courseVersionId, moduleKey, userId });
}

const checkRows = prepared((db, value: (name: 'userId' | 'lessonId') => string) =>
  db.selectFrom('check_progress').select(['check_key as key', 'answer']).where('user_id', '=', value('userId')).where('lesson_id', '=', value('lessonId')),
);
const traceRow = prepared((db, value: (name: 'userId' | 'lessonId' | 'courseId') => string) =>
  db
    .selectFrom('enrollment as e')
    .leftJoin('lesson_note as n', (join) => join.onRef('n.user_id', '=', 'e.user_id').on('n.lesson_id', '=', value('lessonId')))
    .leftJoin('path_choice as w', 'w.user_id', 'e.user_id')
    .leftJoin('learning_path as p', 'p.key', 'w.path_key')
    .select(['n.body', 'n.revision', 'n.updated_at as updatedAt', 'e.locked_at as lockedAt', 'p.key', 'p.title', 'p.steps'])
    .where('e.user_id', '=', value('userId'))
    .where('e.course_id', '=', value('courseId'))
    .where('e.cancelled_at', 'is', null),
);

/** What one person left in one lesson: answers to the questions in the text, the note, whether she is enrolled in the course and its door is still locked, and the path that she follows. */
export async function myTraces(db: Db, userId: string, lesson: Pick<PublishedLesson, 'lessonId' | 'courseId' | 'body'>) {
  const checks = lesson.body.blocks.some((block) => block.kind !== 'html') ? await checkRows(db, { userId, lessonId: lesson.lessonId }) : [];
  const [trace] = await traceRow(db, { userId, ...lesson });
  const note = trace?.body != null ? { body: trace.body, revision: trace.revision ?? 0, updatedAt: trace.updatedAt ?? '' } : null;
  const path = trace?.key ? { key: trace.key, title: trace.title ?? '', steps: JSON.parse(trace.steps ?? '[]') as LearningPath['steps'] } : null;
  return { answers: new Map(checks.map((check) => [check.key, check.answer])), note, isEnrolled: trace !== undefined, isLocked: trace?.lockedAt != null, path };
}
