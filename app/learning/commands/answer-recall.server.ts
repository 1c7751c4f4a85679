import type { Db, Tx } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { recallQueue, type AskedQuestion, type RecallMoment } from '../queries/recall-queue.server.ts';
import { recallCardOf, recallColumns } from '../recall-rows.server.ts';
import { parseResponse } from '../rules/question-response.ts';
import type { QuestionBody, QuestionResponse } from '../rules/question.ts';
import { afterAnswer, recallOrder } from '../rules/recall.ts';
import { scoreQuestion } from '../rules/score-question.ts';

export interface RecallInput extends RecallMoment {
  userId: string;
  /** The version of the question that the page showed. */
  versionId: string;
  /** Which answer to it the page asked for. */
  number: number;
  answer: string;
}

/** `known`: this answer was given before (double click, other tab), and the first one stands. `gone`: the question is not asked any more, or not of her. */
export type RecallOutcome = { kind: 'answered' | 'known'; answerId: string } | { kind: 'gone' };

/**
 * Keeps one answer to a question that came back and reckons with when it comes again. Whether she is asked at all is decided anew here, by the same query as on her page.
 * @throws AppError invalid for an option that the question does not have
 */
export function answerRecall(db: Db, input: RecallInput): Promise<RecallOutcome> {
  return db.transaction().execute(async (tx): Promise<RecallOutcome> => {
    const known = await tx.selectFrom('recall_answer').select('id').where('user_id', '=', input.userId).where('question_version_id', '=', input.versionId).where('number', '=', input.number).executeTakeFirst();
    if (known) return { kind: 'known', answerId: known.id };
    const { due } = await recallQueue(tx, input.userId, input);
    const asked = due.find(({ versionId, number }) => versionId === input.versionId && number === input.number);
    return asked ? { kind: 'answered', answerId: await keep(tx, input, asked) } : { kind: 'gone' };
  });
}

async function keep(tx: Tx, { userId, now, timeZone, answer }: RecallInput, asked: AskedQuestion): Promise<string> {
  const { questionId: question_id, courseId: course_id, moduleDoneOn } = asked;
  const { body } = await tx.selectFrom('question_version').select('body').where('id', '=', asked.versionId).executeTakeFirstOrThrow();
  const { response, isCorrect } = judge(JSON.parse(body) as QuestionBody, userId, asked, answer);
  const answeredOn = dayIn(timeZone, new Date(now));
  const id = newId();
  await tx
    .insertInto('recall_answer')
    .values({ id, user_id: userId, question_id, number: asked.number, question_version_id: asked.versionId, course_id, module_done_on: moduleDoneOn, response: JSON.stringify(response), is_correct: isCorrect ? 1 : 0, answered_on: answeredOn, answered_at: now })
    .execute();
  const row = await tx.selectFrom('recall_card').selectAll().where('user_id', '=', userId).where('question_id', '=', question_id).executeTakeFirst();
  const columns = recallColumns(afterAnswer(row ? recallCardOf(row) : null, { moduleDoneOn, answeredOn, isCorrect }));
  await tx.insertInto('recall_card').values({ user_id: userId, question_id, course_id, ...columns }).onConflict((conflict) => conflict.columns(['user_id', 'question_id']).doUpdateSet(columns)).execute();
  return id;
}

function judge(body: QuestionBody, userId: string, asked: AskedQuestion, answer: string): { response: QuestionResponse; isCorrect: boolean } {
  const parsed = parseResponse(body, recallOrder(body, { userId, ...asked }), { answer });
  if (!parsed.ok || parsed.response === null) throw new AppError('invalid', platformMessages.both('form.invalid'));
  return { response: parsed.response, isCorrect: scoreQuestion(body, parsed.response) === 1 };
}
