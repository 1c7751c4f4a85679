import type { Db } from '../../db/client.ts';
import { answerRecall, type RecallOutcome } from '../../app/learning/commands/answer-recall.server.ts';
import { recordProgress } from '../../app/learning/commands/record-progress.server.ts';
import { recallQueue, type AskedQuestion } from '../../app/learning/queries/recall-queue.server.ts';
import { fieldsOfResponse } from '../../app/learning/rules/question-response.ts';
import type { QuestionBody } from '../../app/learning/rules/question.ts';
import type { ProgressFact } from '../../app/learning/rules/progress.ts';
import { recallOrder } from '../../app/learning/rules/recall.ts';
import type { Actor } from '../../app/people/actor.ts';
import { rightAnswer, wrongAnswer } from '../../db/seeds/demo/rules/answers.ts';
import { randomFor } from '../../db/seeds/demo/rules/random.ts';
import { makeCourse, sampleBodies, enrol, type CourseTraits, type MadeCourse, type SampleQuestion } from './learning.ts';

export const timeZone = 'Asia/Ho_Chi_Minh';
const [single, , trueFalse] = sampleBodies as [QuestionBody, QuestionBody, QuestionBody];

/** Questions of a module that one tap answers, every third of them true or false. */
export function tapQuestions(count: number, module = 'm1'): SampleQuestion[] {
  return Array.from({ length: count }, (_, at) => ({ key: `${module}-q${at + 1}`, module, body: at % 3 === 2 ? trueFalse : single }));
}

/** A course with two modules of one lesson each, the first with a test, and somebody who is enrolled. */
export async function makeRecallWorld(db: Db, traits: CourseTraits = {}): Promise<{ course: MadeCourse; learner: Actor }> {
  const course = await makeCourse(db, { modules: { m1: ['bai-1'], m2: ['bai-2'] }, questions: [...tapQuestions(8), ...tapQuestions(8, 'm2')], assessments: [{ kind: 'MODULE', key: 'kiem-tra-m1', module: 'm1', blueprint: [{ module: 'm1', level: 'REMEMBER', count: 3 }] }], ...traits });
  return { course, learner: await enrol(db, course) };
}

/** Reads a lesson, or passes a test, at a moment. */
export async function doStep(db: Db, course: MadeCourse, userId: string, step: { lesson: string } | { test: string }, at: string): Promise<void> {
  const fact: ProgressFact =
    'lesson' in step
      ? { verb: 'lesson.completed', objectType: 'lesson', objectId: course.lessons[step.lesson] as string, result: {} }
      : { verb: 'attempt.submitted', objectType: 'assessment', objectId: course.assessments[step.test] as string, result: { attemptId: step.test, score: 9, passed: true, auto: false } };
  await db.transaction().execute((tx) => recordProgress(tx, { ...fact, userId, courseId: course.id, occurredAt: at }, { idempotencyKey: `${userId}:${fact.objectId}`, source: 'web', now: at }));
}

/** Does the whole first module at a moment. */
export async function doModule(db: Db, course: MadeCourse, userId: string, at: string): Promise<void> {
  await doStep(db, course, userId, { lesson: 'bai-1' }, at);
  await doStep(db, course, userId, { test: 'kiem-tra-m1' }, at);
}

/** What somebody would be asked at a moment. */
export async function askedAt(db: Db, userId: string, now: string): Promise<AskedQuestion[]> {
  return (await recallQueue(db, userId, { now, timeZone })).due;
}

/** What a page would send for a question, whichever kind it is. */
export async function tapsFor(db: Db, userId: string, asked: AskedQuestion): Promise<{ right: string; wrong: string }> {
  const { body: text } = await db.selectFrom('question_version').select('body').where('id', '=', asked.versionId).executeTakeFirstOrThrow();
  const body = JSON.parse(text) as QuestionBody;
  const [right, wrong] = [rightAnswer(body), wrongAnswer(body, randomFor(asked.versionId))].map((response) => String(fieldsOfResponse(body, recallOrder(body, { userId, ...asked }), response)['answer'])) as [string, string];
  return { right, wrong };
}

/** Answers a question as its page would send it, rightly or not. */
export async function tap(db: Db, userId: string, asked: AskedQuestion, now: string, isRight = true): Promise<RecallOutcome> {
  const taps = await tapsFor(db, userId, asked);
  return answerRecall(db, { userId, versionId: asked.versionId, number: asked.number, answer: isRight ? taps.right : taps.wrong, now, timeZone });
}

/** Answers all that is asked at a moment. @returns how many */
export async function tapAll(db: Db, userId: string, now: string, isRight: (at: number) => boolean = () => true): Promise<number> {
  let count = 0;
  for (let [next] = await askedAt(db, userId, now); next; [next] = await askedAt(db, userId, now)) {
    await tap(db, userId, next, now, isRight(count));
    count += 1;
  }
  return count;
}
