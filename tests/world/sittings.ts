import type { Db } from '../../db/client.ts';
import { recordProgress } from '../../app/learning/commands/record-progress.server.ts';
import { remarkAttempts } from '../../app/learning/commands/remark-attempts.server.ts';
import { suspendQuestion } from '../../app/learning/commands/suspend-question.server.ts';
import { getQuestion } from '../../app/learning/queries/question-identity.server.ts';
import type { QuestionBody, QuestionResponse } from '../../app/learning/rules/question.ts';
import { scoreAttempt, scoreQuestion } from '../../app/learning/rules/score-question.ts';
import type { Actor } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import { rightAnswer, wrongAnswer } from '../../db/seeds/demo/rules/answers.ts';
import { randomFor } from '../../db/seeds/demo/rules/random.ts';
import type { TestClock } from '../support/clock.ts';
import { testPorts } from './calls.ts';
import { makePerson } from './people.ts';

export const secret = 'test-secret-test-secret-test-secret';

/** An answered question of a sitting: right, wrong in some way, or left open. */
export type Given = 'right' | 'wrong' | 'open';
export interface SittingTraits {
  userId: string;
  course: string;
  assessment: string;
  number?: number;
  startedAt: string;
  /** Null for one that is under way. */
  submittedAt: string | null;
  /** By question key, in the order of the attempt. */
  given: Record<string, Given>;
  flagged?: readonly string[];
}

/** One attempt as the program would have left it: drawn by hand, marked by the program's own rules, in the ledger. @returns its id */
export async function sit(db: Db, { userId, course, assessment, number = 1, startedAt, submittedAt, given, flagged = [] }: SittingTraits): Promise<string> {
  const of = await db
    .selectFrom('assessment as a')
    .innerJoin('course as c', 'c.id', 'a.course_id')
    .innerJoin('assessment_version as v', 'v.assessment_id', 'a.id')
    .innerJoin('course_version as cv', 'cv.id', 'v.course_version_id')
    .select(['a.id', 'a.course_id', 'v.id as versionId', 'v.pass_score', 'cv.id as courseVersionId'])
    .where('c.slug', '=', course)
    .where('a.key', '=', assessment)
    .where('cv.superseded_at', 'is', null)
    .where('cv.released_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const attemptId = newId();
  const questions = await Promise.all(Object.entries(given).map(async ([key, how], at) => ({ ...(await answered(db, of.courseVersionId, key, how, `${attemptId}${key}`)), position: at + 1, flagged_at: flagged.includes(key) ? startedAt : null })));
  const score = scoreAttempt(questions.map(({ points }) => points));
  const isPassed = score >= of.pass_score;
  await db.transaction().execute(async (tx) => {
    const done = submittedAt === null ? {} : { submitted_at: submittedAt, auto_submitted: 0, score, is_passed: isPassed ? 1 : 0 };
    await tx.insertInto('attempt').values({ id: attemptId, user_id: userId, assessment_id: of.id, assessment_version_id: of.versionId, course_id: of.course_id, number, seed: attemptId, started_at: startedAt, due_at: new Date(Date.parse(startedAt) + 720_000).toISOString(), ...done }).execute();
    for (const { versionId, points, response, position, flagged_at, order } of questions) {
      await tx.insertInto('attempt_question').values({ attempt_id: attemptId, position, question_version_id: versionId, option_order: JSON.stringify(order), flagged_at, points: submittedAt === null ? null : points }).execute();
      if (response) await tx.insertInto('attempt_answer').values({ attempt_id: attemptId, position, response: JSON.stringify(response), saved_at: startedAt, writer: 'test', writer_seq: 1 }).execute();
    }
    if (submittedAt === null) return;
    const fact = { verb: 'attempt.submitted' as const, objectType: 'assessment' as const, objectId: of.id, courseId: of.course_id, userId, occurredAt: submittedAt, result: { attemptId, score, passed: isPassed, auto: false } };
    await recordProgress(tx, fact, { idempotencyKey: `attempt.submitted:${attemptId}`, source: 'web', now: submittedAt });
  });
  return attemptId;
}

async function answered(db: Db, courseVersionId: string, key: string, how: Given, seed: string) {
  const row = await db.selectFrom('question_version as v').innerJoin('question as k', 'k.id', 'v.question_id').select(['v.id', 'v.body']).where('v.course_version_id', '=', courseVersionId).where('k.key', '=', key).executeTakeFirstOrThrow();
  const body = JSON.parse(row.body) as QuestionBody;
  const response: QuestionResponse | null = how === 'open' ? null : how === 'right' ? rightAnswer(body) : wrongAnswer(body, randomFor(seed));
  return { versionId: row.id, response, points: scoreQuestion(body, response), order: orderOf(body) };
}

function orderOf(body: QuestionBody): string[] {
  if ('options' in body) return body.options.map(({ key }) => key);
  if ('items' in body) return body.items.map(({ key }) => key);
  return 'pairs' in body ? body.pairs.map(({ key }) => key) : [];
}

/** Somebody who may take questions out of use. */
export const makeEditor = (db: Db): Promise<Actor> => makePerson(db, { fullName: 'Lê Thị Ánh', grants: [{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }] });

/** Takes a question out of use as its editor does. @returns the suspension */
export async function suspend(db: Db, clock: TestClock, editor: Actor, course: string, key: string, reason = 'Đáp án đã sai từ đầu'): Promise<string> {
  const { versionId } = await getQuestion(db, course, key);
  const outcome = await suspendQuestion(testPorts(db, clock), editor, { course, key, version: versionId, reason });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.suspensionId;
}

/** What the job does. */
export const remarkNow = (db: Db, clock: TestClock, suspensionId: string): Promise<number> => remarkAttempts(db, { suspensionId, now: clock.now().toISOString(), secret });
