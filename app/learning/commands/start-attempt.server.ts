import type { Db, Tx } from '../../../db/client.ts';
import { plusMinutes, type Day, type Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { autoSubmitJob } from '../jobs.ts';
import { assessmentMessages as messages } from '../messages/assessment.ts';
import { getCurrentAssessment, type CurrentAssessment } from '../queries/current-assessment.server.ts';
import { modulesOf, readBank, type BankQuestion } from '../queries/question-bank.server.ts';
import { readStartSituation } from '../queries/start-facts.server.ts';
import { closesAt, isTimeUp, startBar, type StartBar } from '../rules/attempt-limits.ts';
import { drawQuestions } from '../rules/draw-questions.ts';
import { shownOrder } from '../rules/shuffle.ts';
import { closeAttempt } from './close-attempt.server.ts';
import { recordProgress } from './record-progress.server.ts';

export interface StartInput {
  userId: string;
  courseSlug: string;
  key: string;
  now: Instant;
  today: Day;
  /** Signs the certificate, should an overdue attempt be closed on the way. */
  secret: string;
  source: string;
}

export type StartResult = { ok: true; attemptId: string; isNew: boolean } | { ok: false; bar: StartBar };

/**
 * Starts an attempt: draws its questions, fixes their order and its end. There is one open attempt at a time, so a second start
 * (double click, other tab) comes back to the first one. Limits are counted inside the transaction.
 */
export function startAttempt(db: Db, input: StartInput): Promise<StartResult> {
  return db.transaction().execute(async (tx): Promise<StartResult> => {
    const assessment = await getCurrentAssessment(tx, input.courseSlug, input.key);
    const { facts, attempts, history, round } = await readStartSituation(tx, input.userId, assessment);
    const open = attempts.find((attempt) => attempt.submittedAt === null);
    if (open && isTimeUp(open.dueAt, input.now)) await closeAttempt(tx, { attemptId: open.id, now: input.now, isAuto: true, secret: input.secret, source: input.source });
    if (open) return { ok: true, attemptId: open.id, isNew: false };
    const bar = startBar(facts, input.now);
    if (bar) return { ok: false, bar };
    const number = (history[0]?.number ?? 0) + 1;
    return { ok: true, attemptId: await openAttempt(tx, input, assessment, { number, round }), isNew: true };
  });
}

async function openAttempt(tx: Tx, { userId, now, today, source }: StartInput, assessment: CurrentAssessment, { number, round }: { number: number; round: number }): Promise<string> {
  const attemptId = newId();
  const seed = newToken();
  const entries = await draw(tx, userId, today, assessment, seed);
  const dueAt = plusMinutes(now, assessment.minutes);
  const { id: assessmentId, courseId, versionId } = assessment;
  await tx
    .insertInto('attempt')
    .values({ id: attemptId, user_id: userId, assessment_id: assessmentId, assessment_version_id: versionId, course_id: courseId, number, round, seed, started_at: now, due_at: dueAt })
    .execute();
  await tx
    .insertInto('attempt_question')
    .values(entries.map((entry, at) => ({ attempt_id: attemptId, position: at + 1, question_version_id: entry.versionId, option_order: JSON.stringify(shownOrder(entry.body, `${seed}|${entry.questionId}`)) })))
    .execute();
  await enqueue(tx, autoSubmitJob, { attemptId }, { now, runAt: closesAt(dueAt), uniqueKey: `${autoSubmitJob.name}:${attemptId}` });
  await recordProgress(
    tx,
    { verb: 'attempt.started', objectType: 'assessment', objectId: assessmentId, courseId, userId, occurredAt: now, result: { attemptId, number } },
    { idempotencyKey: `attempt.started:${attemptId}`, source, now },
  );
  return attemptId;
}

async function draw(tx: Tx, userId: string, today: Day, assessment: CurrentAssessment, seed: string): Promise<BankQuestion[]> {
  const { blueprint } = assessment;
  const bank = await readBank(tx, assessment.courseVersionId, modulesOf(blueprint));
  const seen = await listSeenQuestions(tx, userId, assessment);
  const drawn = drawQuestions({ bank, blueprint, today, seen: new Set(seen), seed });
  if (!drawn.ok) throw new AppError('unavailable', messages.both('start.bank-too-small'), { cause: new Error(`bank of ${assessment.courseSlug}: ${JSON.stringify(drawn.row)}, found ${drawn.found}`) });
  return drawn.entries as BankQuestion[];
}

/** For a pre-test those of her last final, for other tests all that she has met: after some years there would be no unseen ones. */
async function listSeenQuestions(tx: Tx, userId: string, { courseId, kind }: CurrentAssessment): Promise<string[]> {
  const rows = await tx
    .selectFrom('attempt as a')
    .innerJoin('attempt_question as q', 'q.attempt_id', 'a.id')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .select('v.question_id')
    .distinct()
    .where('a.user_id', '=', userId)
    .where('a.course_id', '=', courseId)
    .$if(kind === 'PRETEST', (query) => query.where('a.id', '=', lastFinal(tx, userId, courseId)))
    .execute();
  return rows.map((row) => row.question_id);
}

function lastFinal(tx: Tx, userId: string, courseId: string) {
  return tx
    .selectFrom('attempt as f')
    .innerJoin('assessment_version as fv', 'fv.id', 'f.assessment_version_id')
    .select('f.id')
    .where('f.user_id', '=', userId)
    .where('f.course_id', '=', courseId)
    .where('fv.kind', '=', 'FINAL')
    .where('f.submitted_at', 'is not', null)
    .orderBy('f.started_at', 'desc')
    .limit(1);
}
