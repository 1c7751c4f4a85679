import type { Db } from '../../../db/client.ts';
import type { CurrentAssessment } from './current-assessment.server.ts';

/** Something that must be done before an assessment may be started. */
export interface MissingStep {
  kind: 'lesson' | 'assessment';
  /** The lesson's slug or the assessment's key. */
  name: string;
  title: string;
}

/**
 * What the person still has to do first, in the course's order: the lessons of the module for its assessment; every lesson and every
 * module assessment for the final one. What was credited is not missing. A pre-test is for what is: every lesson that remains.
 */
export async function listMissingSteps(db: Db, userId: string, assessment: CurrentAssessment): Promise<MissingStep[]> {
  const lessons = await missingLessons(db, userId, assessment);
  return assessment.kind === 'FINAL' ? [...lessons, ...(await missingAssessments(db, userId, assessment))] : lessons;
}

async function missingLessons(db: Db, userId: string, { courseVersionId, kind, moduleKey }: CurrentAssessment): Promise<MissingStep[]> {
  const rows = await db
    .selectFrom('lesson_version as lv')
    .innerJoin('lesson as l', 'l.id', 'lv.lesson_id')
    .innerJoin('course_module as m', (join) => join.onRef('m.course_version_id', '=', 'lv.course_version_id').onRef('m.key', '=', 'lv.module_key'))
    .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'l.id').on('p.user_id', '=', userId))
    .select(['l.slug as name', 'lv.title'])
    .where('lv.course_version_id', '=', courseVersionId)
    .where('p.completed_at', 'is', null)
    .where('p.credited_at', 'is', null)
    .$if(kind === 'MODULE', (query) => query.where('lv.module_key', '=', moduleKey ?? ''))
    .orderBy('m.position')
    .orderBy('lv.position')
    .execute();
  return rows.map((row) => ({ kind: 'lesson', ...row }));
}

async function missingAssessments(db: Db, userId: string, { courseVersionId }: CurrentAssessment): Promise<MissingStep[]> {
  const rows = await db
    .selectFrom('assessment_version as av')
    .innerJoin('assessment as a', 'a.id', 'av.assessment_id')
    .leftJoin('assessment_progress as p', (join) => join.onRef('p.assessment_id', '=', 'a.id').on('p.user_id', '=', userId))
    .select(['a.key as name', 'av.title'])
    .where('av.course_version_id', '=', courseVersionId)
    .where('av.kind', '=', 'MODULE')
    .where('p.passed_at', 'is', null)
    .where('p.credited_at', 'is', null)
    .orderBy('av.position')
    .execute();
  return rows.map((row) => ({ kind: 'assessment', ...row }));
}
