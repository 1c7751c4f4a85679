import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import { outlineCourse, type CourseOutline } from '../rules/course-outline.ts';
import { currentRound } from './round.server.ts';

/** The current version of a course with one person's progress in it. `openAttempts` counts only attempts whose time is not over. */
export async function courseOutline(db: Db, input: { courseId: string; versionId: string; userId: string; now: string }): Promise<CourseOutline> {
  const { courseId, versionId, userId, now } = input;
  const lessons = (await lessonRows(db, { versionId, userId })).map((row) => ({ ...row, position: row.position ?? 0 }));
  const assessments = (await assessmentRows(db, { versionId, userId })).map((row) => ({ ...row, attempts: row.attempts ?? 0 }));
  return outlineCourse({ modules: await moduleRows(db, { versionId }), lessons, assessments, openAttempts: await attemptRows(db, { userId, courseId, now }), round: await currentRound(db, userId, courseId) });
}

// Compiled once: the home page reads them for every course that somebody has not finished, and building them cost it more than running them.
const moduleRows = prepared((db, value: (name: 'versionId') => string) => db.selectFrom('course_module').select(['key', 'title', 'aim']).where('course_version_id', '=', value('versionId')).orderBy('position'));

const lessonRows = prepared((db, value: (name: 'versionId' | 'userId') => string) =>
  db
    .selectFrom('lesson_version as v')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'l.id').on('p.user_id', '=', value('userId')))
    .select(['l.id', 'l.slug', 'v.title', 'v.minutes', 'v.module_key as moduleKey', 'p.opened_at as openedAt', 'p.completed_at as completedAt', 'p.credited_at as creditedAt', 'p.credited_minutes as creditedMinutes', 'p.position'])
    .where('v.course_version_id', '=', value('versionId'))
    .orderBy('v.position'),
);

const assessmentRows = prepared((db, value: (name: 'versionId' | 'userId') => string) =>
  db
    .selectFrom('assessment_version as v')
    .innerJoin('assessment as a', 'a.id', 'v.assessment_id')
    .leftJoin('assessment_progress as p', (join) => join.onRef('p.assessment_id', '=', 'a.id').on('p.user_id', '=', value('userId')))
    .select(['a.id', 'a.key', 'v.kind', 'v.module_key as moduleKey', 'v.title', 'v.time_limit_minutes as minutes', 'v.question_count as questions', 'p.attempts', 'p.best_score as bestScore', 'p.passed_at as passedAt', 'p.credited_at as creditedAt'])
    .where('v.course_version_id', '=', value('versionId'))
    .orderBy('v.position'),
);

const attemptRows = prepared((db, value: (name: 'userId' | 'courseId' | 'now') => string) =>
  db.selectFrom('attempt').select(['id', 'assessment_id as assessmentId', 'due_at as dueAt']).where('user_id', '=', value('userId')).where('course_id', '=', value('courseId')).where('submitted_at', 'is', null).where('due_at', '>', value('now')),
);
