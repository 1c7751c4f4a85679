import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import { remember } from '../../platform/remember.ts';
import type { QuestionBody } from '../rules/question.ts';
import { recallOrder } from '../rules/recall.ts';
import { showQuestion, type ShownQuestion } from '../rules/shown-question.ts';
import { recallQueue, type AskedQuestion, type RecallMoment } from './recall-queue.server.ts';

/** What the card shows: the next question, a rest until next week, or nothing for whoever has no question yet. */
export type RecallView = RecallQuestion | { kind: 'rest'; answered: number } | null;
export interface RecallQuestion {
  kind: 'question';
  versionId: string;
  number: number;
  /** Which one of this week, and of how many. */
  place: number;
  total: number;
  courseTitle: string;
  moduleTitle: string;
  shown: ShownQuestion;
}

/** The card "Ôn lại" of somebody as it is now. */
export async function recallView(db: Db, userId: string, moment: RecallMoment): Promise<RecallView> {
  const { answered, due, hasBegun } = await recallQueue(db, userId, moment);
  const [next] = due;
  if (next) return { kind: 'question', place: answered + 1, total: answered + due.length, number: next.number, versionId: next.versionId, ...(await shownAs(db, userId, next)) };
  return hasBegun ? { kind: 'rest', answered } : null;
}

/** Questions by version, which never changes once it is released. */
const questions = remember<Promise<{ body: QuestionBody; courseTitle: string; moduleTitle: string }>>(500);

async function shownAs(db: Db, userId: string, asked: AskedQuestion) {
  const { body, ...titles } = await questions(asked.versionId, () => readQuestion(db, asked.versionId));
  return { ...titles, shown: showQuestion(body, recallOrder(body, { userId, questionId: asked.questionId, number: asked.number })) };
}

async function readQuestion(db: Db, versionId: string) {
  const [row] = await questionRow(db, { versionId });
  if (!row) throw new Error(`question version ${versionId} is not there`);
  const { body, ...titles } = row;
  return { ...titles, body: JSON.parse(body) as QuestionBody };
}

const questionRow = prepared((db, value: (name: 'versionId') => string) =>
  db
    .selectFrom('question_version as q')
    .innerJoin('course_version as v', 'v.id', 'q.course_version_id')
    .innerJoin('course_module as m', (join) => join.onRef('m.course_version_id', '=', 'v.id').onRef('m.key', '=', 'q.module_key'))
    .select(['q.body', 'v.title as courseTitle', 'm.title as moduleTitle'])
    .where('q.id', '=', value('versionId')),
);
