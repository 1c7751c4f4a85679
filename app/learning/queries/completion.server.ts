import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { AssessmentResult } from '../rules/completion.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';

export interface ReleasedVersion {
  id: string;
  title: string;
  settings: CourseSettings;
}

/** The version of a course that learners see now. */
export async function findReleasedVersion(db: Db, courseId: string): Promise<ReleasedVersion | null> {
  const row = await db
    .selectFrom('course_version')
    .select(['id', 'title', 'settings'])
    .where('course_id', '=', courseId)
    .where('released_at', 'is not', null)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  return row ? { id: row.id, title: row.title, settings: JSON.parse(row.settings) as CourseSettings } : null;
}

/** Each lesson of a version with the instant at which somebody completed it, or proved that she need not. */
export async function listLessonCompletions(db: Db, courseVersionId: string, userId: string): Promise<{ completedAt: Instant | null }[]> {
  return db
    .selectFrom('lesson_version as v')
    .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'v.lesson_id').on('p.user_id', '=', userId))
    .select(({ fn }) => fn.coalesce('p.completed_at', 'p.credited_at').as('completedAt'))
    .where('v.course_version_id', '=', courseVersionId)
    .execute();
}

/** Each assessment that a version asks for, with what somebody has reached in it. */
export async function listAssessmentResults(db: Db, courseVersionId: string, userId: string): Promise<AssessmentResult[]> {
  const rows = await db
    .selectFrom('assessment_version as v')
    .leftJoin('assessment_progress as p', (join) => join.onRef('p.assessment_id', '=', 'v.assessment_id').on('p.user_id', '=', userId))
    .select(['v.kind', 'v.pass_score', 'p.best_score', 'p.last_score', 'p.last_submitted_at', 'p.passed_at', 'p.credited_at'])
    .where('v.course_version_id', '=', courseVersionId)
    .where('v.kind', '!=', 'PRETEST')
    .execute();
  return rows.map((row) => ({
    kind: row.kind as AssessmentResult['kind'],
    passScore: row.pass_score,
    bestScore: row.best_score,
    lastScore: row.last_score,
    lastSubmittedAt: row.last_submitted_at,
    passedAt: row.passed_at ?? row.credited_at,
  }));
}
