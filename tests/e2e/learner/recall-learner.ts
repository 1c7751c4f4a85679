import type { Db } from '../../../db/client.ts';
import { recordProgress } from '../../../app/learning/commands/record-progress.server.ts';
import type { ProgressFact } from '../../../app/learning/rules/progress.ts';
import type { Learner } from '../fixtures.ts';

/**
 * Somebody who did two modules of Đề án 06 three weeks ago: six questions are due, five of them this week. Only the facts are written: an attempt of three weeks ago would be
 * closed by the server's own job before it is answered.
 */
export async function learnerWithRecall(db: Db, newLearner: (...courses: string[]) => Promise<Learner>): Promise<Learner> {
  const learner = await newLearner('de-an-06');
  const at = new Date(Date.now() - 21 * 86_400_000).toISOString();
  const { courseId, versionId } = await db.selectFrom('course_version as v').innerJoin('course as c', 'c.id', 'v.course_id').select(['c.id as courseId', 'v.id as versionId']).where('c.slug', '=', 'de-an-06').where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).executeTakeFirstOrThrow();
  const modules = ['m1-tong-quan', 'm2-43-mo-hinh'];
  const lessons = await db.selectFrom('lesson_version').select('lesson_id as id').where('course_version_id', '=', versionId).where('module_key', 'in', modules).execute();
  const tests = await db.selectFrom('assessment_version').select('assessment_id as id').where('course_version_id', '=', versionId).where('module_key', 'in', modules).execute();
  const facts: ProgressFact[] = [
    ...lessons.map(({ id }): ProgressFact => ({ verb: 'lesson.completed', objectType: 'lesson', objectId: id, result: {} })),
    ...tests.map(({ id }): ProgressFact => ({ verb: 'attempt.submitted', objectType: 'assessment', objectId: id, result: { attemptId: id, score: 9, passed: true, auto: false } })),
  ];
  await db.transaction().execute(async (tx) => {
    for (const fact of facts) await recordProgress(tx, { ...fact, userId: learner.id, courseId, occurredAt: at }, { idempotencyKey: `recall:${learner.id}:${fact.objectId}`, source: 'web', now: at });
  });
  return learner;
}
