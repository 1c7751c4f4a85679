import type { Db } from '../../../db/client.ts';
import { recallOrder } from '../rules/recall.ts';
import { showQuestion, type ShownQuestion } from '../rules/shown-question.ts';
import { recallQueue, type RecallMoment } from './recall-queue.server.ts';

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
  if (next) {
    const { number, versionId, courseTitle, moduleTitle, body, questionId } = next;
    return { kind: 'question', place: answered + 1, total: answered + due.length, number, versionId, courseTitle, moduleTitle, shown: showQuestion(body, recallOrder(body, { userId, questionId, number })) };
  }
  return hasBegun ? { kind: 'rest', answered } : null;
}
