import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { recallOrder } from '../rules/recall.ts';
import { reviewQuestion } from '../rules/review-question.ts';
import type { QuestionBody, QuestionResponse } from '../rules/question.ts';

/**
 * A person's own answer to a question that came back, as it was asked, with the reasons.
 * @throws AppError not-found when it is not this person's answer
 */
export async function getRecallAnswer(db: Db, { answerId, userId }: { answerId: string; userId: string }) {
  const row = await db
    .selectFrom('recall_answer as a')
    .innerJoin('question_version as q', 'q.id', 'a.question_version_id')
    .innerJoin('course as c', 'c.id', 'a.course_id')
    .leftJoin('lesson as l', (join) => join.onRef('l.course_id', '=', 'a.course_id').onRef('l.slug', '=', 'q.lesson_slug'))
    .leftJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null).on('c.retired_at', 'is', null))
    .leftJoin('lesson_version as lv', (join) => join.onRef('lv.lesson_id', '=', 'l.id').onRef('lv.course_version_id', '=', 'v.id'))
    .select(['a.question_id as questionId', 'a.number', 'a.response', 'a.is_correct', 'q.body', 'q.source', 'q.anchor', 'q.lesson_slug as lessonSlug', 'c.slug as courseSlug', 'lv.title as lessonTitle'])
    .where('a.id', '=', answerId)
    .where('a.user_id', '=', userId)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const body = JSON.parse(row.body) as QuestionBody;
  return {
    isCorrect: row.is_correct === 1,
    courseSlug: row.courseSlug,
    question: {
      type: body.type,
      review: reviewQuestion(body, recallOrder(body, { userId, ...row }), JSON.parse(row.response) as QuestionResponse),
      lesson: { slug: row.lessonSlug, title: row.lessonTitle ?? row.lessonSlug, anchor: row.anchor, isReadable: row.lessonTitle !== null },
      source: row.source,
    },
  };
}
