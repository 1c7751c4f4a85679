import type { Db } from '../../../db/client.ts';
import { outlineCourse, type CourseOutline } from '../rules/course-outline.ts';
import { currentRound } from './round.server.ts';

/** The current version of a course with one person's progress in it. `openAttempts` counts only attempts whose time is not over. */
export async function courseOutline(db: Db, input: { courseId: string; versionId: string; userId: string; now: string }): Promise<CourseOutline> {
  const { courseId, versionId, userId } = input;
  const [modules, lessons, assessments, openAttempts] = [
    await db.selectFrom('course_module').select(['key', 'title', 'aim']).where('course_version_id', '=', versionId).orderBy('position').execute(),
    await listLessons(db, versionId, userId),
    await listAssessments(db, versionId, userId),
    await db
      .selectFrom('attempt')
      .select(['id', 'assessment_id as assessmentId', 'due_at as dueAt'])
      .where('user_id', '=', userId)
      .where('course_id', '=', courseId)
      .where('submitted_at', 'is', null)
      .where('due_at', '>', input.now)
      .execute(),
  ];
  return outlineCourse({ modules, lessons, assessments, openAttempts, round: await currentRound(db, userId, courseId) });
}

async function listLessons(db: Db, versionId: string, userId: string) {
  const rows = await db
    .selectFrom('lesson_version as v')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'l.id').on('p.user_id', '=', userId))
    .select(['l.id', 'l.slug', 'v.title', 'v.minutes', 'v.module_key as moduleKey', 'p.opened_at as openedAt', 'p.completed_at as completedAt', 'p.credited_at as creditedAt', 'p.credited_minutes as creditedMinutes', 'p.position'])
    .where('v.course_version_id', '=', versionId)
    .orderBy('v.position')
    .execute();
  return rows.map((row) => ({ ...row, position: row.position ?? 0 }));
}

async function listAssessments(db: Db, versionId: string, userId: string) {
  const rows = await db
    .selectFrom('assessment_version as v')
    .innerJoin('assessment as a', 'a.id', 'v.assessment_id')
    .leftJoin('assessment_progress as p', (join) => join.onRef('p.assessment_id', '=', 'a.id').on('p.user_id', '=', userId))
    .select(['a.id', 'a.key', 'v.kind', 'v.module_key as moduleKey', 'v.title', 'v.time_limit_minutes as minutes', 'v.question_count as questions', 'p.attempts', 'p.best_score as bestScore', 'p.passed_at as passedAt', 'p.credited_at as creditedAt'])
    .where('v.course_version_id', '=', versionId)
    .orderBy('v.position')
    .execute();
  return rows.map((row) => ({ ...row, attempts: row.attempts ?? 0 }));
}
