import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { BlueprintRow } from '../rules/question.ts';

/** An assessment as the released version of its course has it. */
export interface CurrentAssessment {
  id: string;
  versionId: string;
  courseId: string;
  courseVersionId: string;
  courseSlug: string;
  courseTitle: string;
  key: string;
  kind: 'MODULE' | 'FINAL' | 'PRETEST';
  moduleKey: string | null;
  title: string;
  minutes: number;
  passScore: number;
  maxAttempts: number;
  cooldownMinutes: number;
  questionCount: number;
  blueprint: BlueprintRow[];
}

/** @throws AppError not-found when the course is not released, or has been withdrawn, or has no such assessment now */
export async function getCurrentAssessment(db: Db, courseSlug: string, key: string): Promise<CurrentAssessment> {
  const assessment = await findCurrentAssessment(db, courseSlug, key);
  if (!assessment) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return assessment;
}

/** The same, for who can do without. */
export async function findCurrentAssessment(db: Db, courseSlug: string, key: string): Promise<CurrentAssessment | undefined> {
  const row = await db
    .selectFrom('course as c')
    .innerJoin('course_version as cv', 'cv.course_id', 'c.id')
    .innerJoin('assessment as a', 'a.course_id', 'c.id')
    .innerJoin('assessment_version as av', (join) => join.onRef('av.assessment_id', '=', 'a.id').onRef('av.course_version_id', '=', 'cv.id'))
    .select(['a.id', 'a.key', 'c.slug as courseSlug', 'cv.title as courseTitle', 'av.id as versionId', 'cv.course_id as courseId', 'cv.id as courseVersionId'])
    .select(['av.kind', 'av.module_key as moduleKey', 'av.title', 'av.time_limit_minutes as minutes', 'av.pass_score as passScore', 'av.max_attempts as maxAttempts'])
    .select(['av.cooldown_minutes as cooldownMinutes', 'av.question_count as questionCount', 'av.blueprint'])
    .where('c.slug', '=', courseSlug)
    .where('a.key', '=', key)
    .where('c.retired_at', 'is', null)
    .where('cv.released_at', 'is not', null)
    .where('cv.superseded_at', 'is', null)
    .executeTakeFirst();
  return row && { ...row, kind: row.kind as CurrentAssessment['kind'], blueprint: JSON.parse(row.blueprint) as BlueprintRow[] };
}
