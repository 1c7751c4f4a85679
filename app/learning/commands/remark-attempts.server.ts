import type { Db, Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { listRemarkable, nextRemarkable, type RemarkableAttempt, type RemarkScope } from '../queries/remarkable-attempts.server.ts';
import { remark } from '../rules/remark.ts';
import { creditModules } from './credit-modules.server.ts';
import { recordProgress } from './record-progress.server.ts';
import { settleCourse } from './settle-course.server.ts';
import { tellRemarked, type RemarkedPerson } from './tell-remarked.server.ts';

export interface RemarkInput {
  suspensionId: string;
  now: Instant;
  /** Signs certificates that become due. */
  secret: string;
}

/** So few that nobody waits for the write lock meanwhile. */
const peopleAtOnce = 20;

/**
 * Marks again every submitted attempt in which a suspended question cost something: the question counts as right. All attempts of a person, what follows from them and the notice to her are
 * one transaction, and what is done is not found again, so a run may be killed and repeated.
 * @returns how many attempts it marked again
 */
export async function remarkAttempts(db: Db, input: RemarkInput): Promise<number> {
  const suspension = await db.selectFrom('question_suspension').select(['question_id', 'suspended_at']).where('id', '=', input.suspensionId).executeTakeFirst();
  if (!suspension) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const scope = { questionId: suspension.question_id, until: suspension.suspended_at };
  let marked = 0;
  for (;;) {
    const part = await db.transaction().execute((tx) => remarkPeople(tx, scope, input));
    if (part === 0) return marked;
    marked += part;
  }
}

async function remarkPeople(tx: Tx, scope: RemarkScope, input: RemarkInput): Promise<number> {
  const people = await nextRemarkable(tx, scope, peopleAtOnce);
  if (people.length === 0) return 0;
  const attempts = await listRemarkable(tx, { ...scope, people });
  const told = new Map<string, RemarkedPerson>();
  const courseId = attempts[0]?.courseId ?? '';
  const due = new Set<string>();
  for (const attempt of attempts) {
    const after = await remarkAttempt(tx, attempt, input);
    if (after.score === attempt.score) continue;
    const passes = after.isPassed && !attempt.isPassed && attempt.isOfPresentRound;
    const known = told.get(attempt.userId) ?? { userId: attempt.userId, titles: [], passes: false };
    told.set(attempt.userId, { ...known, titles: [...known.titles, attempt.title], passes: known.passes || passes });
    // A pre-test is not passed, it credits.
    if (passes || (attempt.kind === 'PRETEST' && attempt.isOfPresentRound)) due.add(attempt.userId);
  }
  for (const userId of due) await settleCourse(tx, { userId, courseId, now: input.now, secret: input.secret, source: 'job' });
  await tellRemarked(tx, { courseId, suspensionId: input.suspensionId, people: [...told.values()], now: input.now });
  return attempts.length;
}

async function remarkAttempt(tx: Tx, attempt: RemarkableAttempt, { suspensionId, now }: RemarkInput): Promise<{ score: number; isPassed: boolean }> {
  const { attemptId, position } = attempt;
  const after = remark(attempt);
  const bit = (isPassed: boolean) => (isPassed ? 1 : 0);
  await tx.updateTable('attempt_question').set({ waived_by: suspensionId }).where('attempt_id', '=', attemptId).where('position', '=', position).execute();
  await tx
    .insertInto('attempt_remark')
    .values({ attempt_id: attemptId, suspension_id: suspensionId, score_before: attempt.score, score_after: after.score, passed_before: bit(attempt.isPassed), passed_after: bit(after.isPassed), marked_at: now })
    .execute();
  if (after.score === attempt.score) return after;
  await tx.updateTable('attempt').set({ score: after.score, is_passed: bit(after.isPassed) }).where('id', '=', attemptId).execute();
  if (attempt.isOfPresentRound) await publish(tx, attempt, after, { suspensionId, now });
  return after;
}

/** What follows from a better result, as if it had been so from the beginning. */
async function publish(tx: Tx, attempt: RemarkableAttempt, after: { score: number; isPassed: boolean }, { suspensionId, now }: Omit<RemarkInput, 'secret'>): Promise<void> {
  const { attemptId, userId, courseId, courseVersionId, assessmentId, submittedAt } = attempt;
  await recordProgress(
    tx,
    { verb: 'attempt.remarked', objectType: 'assessment', objectId: assessmentId, courseId, userId, occurredAt: now, result: { attemptId, score: after.score, passed: after.isPassed, submittedAt } },
    { idempotencyKey: `attempt.remarked:${attemptId}:${suspensionId}`, source: 'job', now },
  );
  if (attempt.kind === 'PRETEST') await creditModules(tx, { attemptId, userId, courseId, courseVersionId, at: now, now, source: 'job' });
}
