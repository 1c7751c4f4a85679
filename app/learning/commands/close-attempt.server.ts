import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { submittedAt } from '../rules/attempt-limits.ts';
import type { QuestionBody, QuestionResponse } from '../rules/question.ts';
import { countedPoints } from '../rules/remark.ts';
import { scoreAttempt, scoreQuestion } from '../rules/score-question.ts';
import { creditModules } from './credit-modules.server.ts';
import { recordProgress } from './record-progress.server.ts';
import { settleCourse } from './settle-course.server.ts';

export interface CloseInput {
  attemptId: string;
  now: Instant;
  /** The time was up: nobody pressed the button. */
  isAuto: boolean;
  secret: string;
  source: string;
}

/** How an attempt ended. */
export interface ClosedAttempt {
  attemptId: string;
  score: number;
  isPassed: boolean;
  isAuto: boolean;
  submittedAt: Instant;
}

/**
 * Ends an attempt in the caller's transaction: scores the pinned questions with the stored answers, keeps the points of each,
 * writes the ledger and settles the course. An attempt that has ended already stays as it is.
 */
export async function closeAttempt(tx: Tx, input: CloseInput): Promise<ClosedAttempt> {
  const attempt = await readAttempt(tx, input.attemptId);
  if (attempt.submitted_at !== null) {
    return { attemptId: attempt.id, score: attempt.score as number, isPassed: attempt.is_passed === 1, isAuto: attempt.auto_submitted === 1, submittedAt: attempt.submitted_at };
  }
  const score = scoreAttempt(await scoreQuestions(tx, attempt));
  const closed = { attemptId: attempt.id, score, isPassed: score >= attempt.pass_score, isAuto: input.isAuto, submittedAt: submittedAt({ startedAt: attempt.started_at, dueAt: attempt.due_at }, input.now) };
  await tx
    .updateTable('attempt')
    .set({ submitted_at: closed.submittedAt, auto_submitted: closed.isAuto ? 1 : 0, score, is_passed: closed.isPassed ? 1 : 0 })
    .where('id', '=', attempt.id)
    .execute();
  await publish(tx, attempt, closed, input);
  return closed;
}

async function readAttempt(tx: Tx, attemptId: string) {
  const attempt = await tx
    .selectFrom('attempt as a')
    .innerJoin('assessment_version as v', 'v.id', 'a.assessment_version_id')
    .selectAll('a')
    .select(['v.pass_score', 'v.kind', 'v.course_version_id'])
    .where('a.id', '=', attemptId)
    .executeTakeFirst();
  if (!attempt) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return attempt;
}

/** @returns what each question counts: a suspended one counts as right for whoever had been given it before */
async function scoreQuestions(tx: Tx, attempt: { id: string; started_at: Instant }): Promise<number[]> {
  const rows = await tx
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .leftJoin('attempt_answer as a', (join) => join.onRef('a.attempt_id', '=', 'q.attempt_id').onRef('a.position', '=', 'q.position'))
    .select(['q.attempt_id', 'q.position', 'q.question_version_id', 'q.option_order', 'v.body', 'a.response'])
    .select(({ selectFrom }) =>
      selectFrom('question_suspension as s').select('s.id').whereRef('s.question_id', '=', 'v.question_id').where('s.suspended_at', '>=', attempt.started_at).orderBy('s.suspended_at').limit(1).as('suspension'),
    )
    .where('q.attempt_id', '=', attempt.id)
    .execute();
  const scored = rows.map(({ body, response, suspension, ...key }) => {
    const points = scoreQuestion(JSON.parse(body) as QuestionBody, JSON.parse(response ?? 'null') as QuestionResponse | null);
    return { ...key, points, waived_by: points < 1 ? suspension : null };
  });
  // One statement for all questions: an upsert that only ever meets existing rows.
  if (scored.length > 0) {
    await tx
      .insertInto('attempt_question')
      .values(scored)
      .onConflict((conflict) => conflict.columns(['attempt_id', 'position']).doUpdateSet((row) => ({ points: row.ref('excluded.points'), waived_by: row.ref('excluded.waived_by') })))
      .execute();
  }
  return scored.map(countedPoints);
}

async function publish(tx: Tx, attempt: Awaited<ReturnType<typeof readAttempt>>, closed: ClosedAttempt, { now, secret, source }: CloseInput): Promise<void> {
  const { user_id: userId, course_id: courseId, assessment_id: objectId } = attempt;
  const result = { attemptId: attempt.id, score: closed.score, passed: closed.isPassed, auto: closed.isAuto };
  await recordProgress(
    tx,
    { verb: 'attempt.submitted', objectType: 'assessment', objectId, courseId, userId, occurredAt: closed.submittedAt, result },
    { idempotencyKey: `attempt.submitted:${attempt.id}`, source, now },
  );
  if (attempt.kind === 'PRETEST') await creditModules(tx, { attemptId: attempt.id, userId, courseId, courseVersionId: attempt.course_version_id, at: closed.submittedAt, now, source });
  await settleCourse(tx, { userId, courseId, now, secret, source });
}
