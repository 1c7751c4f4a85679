import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';
import type { ProgressEvent } from '../rules/progress.ts';
import { countedPoints } from '../rules/remark.ts';
import { provenModules } from '../rules/renewal.ts';
import { recordProgress } from './record-progress.server.ts';

export interface CreditInput {
  attemptId: string;
  userId: string;
  courseId: string;
  /** The version that the pre-test was drawn from: what came into the course later was not asked about. */
  courseVersionId: string;
  at: Instant;
  now: Instant;
  source: string;
}

/** Credits the lessons and tests of every module that a scored pre-test proves. What she has done in this round already stays as it is. */
export async function creditModules(tx: Tx, input: CreditInput): Promise<void> {
  const { settings } = await tx.selectFrom('course_version').select('settings').where('id', '=', input.courseVersionId).executeTakeFirstOrThrow();
  const { renewal } = JSON.parse(settings) as CourseSettings;
  if (!renewal?.pretest) return;
  const proven = [...provenModules(await listPoints(tx, input.attemptId), renewal.pretest.right)];
  if (proven.length === 0) return;
  for (const { id, minutes } of await listUnread(tx, input, proven)) {
    await credit(tx, input, { verb: 'lesson.credited', objectType: 'lesson', objectId: id, result: { attemptId: input.attemptId, minutes } });
  }
  for (const { id } of await listUnpassed(tx, input, proven)) {
    await credit(tx, input, { verb: 'assessment.credited', objectType: 'assessment', objectId: id, result: { attemptId: input.attemptId } });
  }
}

type Credited = Extract<ProgressEvent, { verb: 'lesson.credited' | 'assessment.credited' }>;
type CreditFact = Pick<Credited, 'verb' | 'objectType' | 'objectId' | 'result'>;

async function credit(tx: Tx, { attemptId, userId, courseId, at, now, source }: CreditInput, fact: CreditFact): Promise<void> {
  await recordProgress(tx, { ...fact, userId, courseId, occurredAt: at } as ProgressEvent, { idempotencyKey: `credited:${attemptId}:${fact.objectId}`, source, now });
}

async function listPoints(tx: Tx, attemptId: string): Promise<{ module: string; points: number }[]> {
  const rows = await tx
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .select(['v.module_key as module', 'q.points', 'q.waived_by'])
    .where('q.attempt_id', '=', attemptId)
    .execute();
  return rows.map((row) => ({ module: row.module, points: countedPoints(row) }));
}

function listUnread(tx: Tx, { userId, courseVersionId }: CreditInput, modules: readonly string[]) {
  return tx
    .selectFrom('lesson_version as v')
    .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'v.lesson_id').on('p.user_id', '=', userId))
    .select(['v.lesson_id as id', 'v.minutes'])
    .where('v.course_version_id', '=', courseVersionId)
    .where('v.module_key', 'in', modules)
    .where('p.completed_at', 'is', null)
    .orderBy('v.position')
    .execute();
}

function listUnpassed(tx: Tx, { userId, courseVersionId }: CreditInput, modules: readonly string[]) {
  return tx
    .selectFrom('assessment_version as v')
    .leftJoin('assessment_progress as p', (join) => join.onRef('p.assessment_id', '=', 'v.assessment_id').on('p.user_id', '=', userId))
    .select('v.assessment_id as id')
    .where('v.course_version_id', '=', courseVersionId)
    .where('v.kind', '=', 'MODULE')
    .where('v.module_key', 'in', modules)
    .where('p.passed_at', 'is', null)
    .orderBy('v.position')
    .execute();
}
