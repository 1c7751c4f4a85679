import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { remember } from '../../platform/remember.ts';
import type { QuestionBody } from '../rules/question.ts';

/** A question that one tap answers, so that it may come back. */
export interface BankQuestion {
  versionId: string;
  questionId: string;
  /** Its fact lapses on this day. */
  expiresOn: Day | null;
  body: QuestionBody;
}
/** A module with what has to be done before its questions come back. */
export interface BankModule {
  courseId: string;
  courseTitle: string;
  moduleKey: string;
  title: string;
  lessons: string[];
  /** Its tests; the final one belongs to no module. */
  tests: string[];
  questions: BankQuestion[];
}
export interface RecallBank {
  modules: BankModule[];
  /** By question. */
  places: ReadonlyMap<string, { question: BankQuestion; module: BankModule }>;
}

/** Banks by course version. A released version never changes, so a kept one is never stale. */
const banks = remember<Promise<RecallBank>>(50);

/** What can come back of one course version, for everybody alike, words and all: nobody's page reads a question for itself. */
export function recallBank(db: Db, { courseId, versionId }: { courseId: string; versionId: string }): Promise<RecallBank> {
  return banks(versionId, () => readRecallBank(db, courseId, versionId));
}

async function readRecallBank(db: Db, courseId: string, versionId: string): Promise<RecallBank> {
  const modules = new Map<string, BankModule>();
  const named = await db.selectFrom('course_module as m').innerJoin('course_version as v', 'v.id', 'm.course_version_id').select(['m.key', 'm.title', 'v.title as courseTitle']).where('m.course_version_id', '=', versionId).orderBy('m.position').execute();
  for (const { key, ...titles } of named) modules.set(key, { courseId, moduleKey: key, ...titles, lessons: [], tests: [], questions: [] });
  for (const row of await db.selectFrom('lesson_version').select(['lesson_id as id', 'module_key as module']).where('course_version_id', '=', versionId).execute()) modules.get(row.module)?.lessons.push(row.id);
  for (const row of await db.selectFrom('assessment_version').select(['assessment_id as id', 'module_key as module']).where('course_version_id', '=', versionId).where('kind', '=', 'MODULE').execute()) modules.get(row.module ?? '')?.tests.push(row.id);
  const questions = await db.selectFrom('question_version').select(['id as versionId', 'question_id as questionId', 'module_key as module', 'expires_on as expiresOn', 'body']).where('course_version_id', '=', versionId).where('type', 'in', ['single', 'true_false']).execute();
  for (const { module, body, ...question } of questions) modules.get(module)?.questions.push({ ...question, body: JSON.parse(body) as QuestionBody });
  const all = [...modules.values()];
  return { modules: all, places: new Map(all.flatMap((module) => module.questions.map((question) => [question.questionId, { question, module }] as const))) };
}
