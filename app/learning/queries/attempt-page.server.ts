import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { isTimeUp, secondsLeft } from '../rules/attempt-limits.ts';
import { answerState, fieldsOfResponse, type AnswerState } from '../rules/question-response.ts';
import type { QuestionBody, QuestionResponse } from '../rules/question.ts';
import { showQuestion, type ShownQuestion } from '../rules/shown-question.ts';

/** A question of an attempt under way; holds nothing that would give the answer away. */
export interface AttemptQuestion {
  position: number;
  shown: ShownQuestion;
  /** The stored answer as form fields. */
  fields: Record<string, string | string[]>;
  state: AnswerState;
  isFlagged: boolean;
}

export interface AttemptPage {
  id: string;
  number: number;
  title: string;
  courseSlug: string;
  key: string;
  dueAt: Instant;
  secondsLeft: number;
  isTimeUp: boolean;
  isSubmitted: boolean;
  questions: AttemptQuestion[];
  /** When the newest answer was saved, by whichever page. */
  savedAt: Instant | null;
}

/** @throws AppError not-found when it is not this person's attempt */
export async function getAttemptPage(db: Db, { attemptId, userId, now }: { attemptId: string; userId: string; now: Instant }): Promise<AttemptPage> {
  const attempt = await db
    .selectFrom('attempt as t')
    .innerJoin('assessment_version as v', 'v.id', 't.assessment_version_id')
    .innerJoin('assessment as a', 'a.id', 't.assessment_id')
    .innerJoin('course as c', 'c.id', 't.course_id')
    .select(['t.id', 't.number', 't.started_at', 't.due_at', 't.submitted_at', 'v.title', 'a.key', 'c.slug'])
    .where('t.id', '=', attemptId)
    .where('t.user_id', '=', userId)
    .executeTakeFirst();
  if (!attempt) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const isSubmitted = attempt.submitted_at !== null;
  const rows = isSubmitted ? [] : await listQuestions(db, attemptId);
  return {
    id: attempt.id,
    number: attempt.number,
    title: attempt.title,
    courseSlug: attempt.slug,
    key: attempt.key,
    dueAt: attempt.due_at,
    secondsLeft: secondsLeft({ startedAt: attempt.started_at, dueAt: attempt.due_at }, now),
    isTimeUp: isTimeUp(attempt.due_at, now),
    isSubmitted,
    questions: rows.map(toQuestion),
    savedAt: rows.reduce<Instant | null>((newest, row) => (row.saved_at && row.saved_at > (newest ?? '') ? row.saved_at : newest), null),
  };
}

type Row = Awaited<ReturnType<typeof listQuestions>>[number];

function listQuestions(db: Db, attemptId: string) {
  return db
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .leftJoin('attempt_answer as a', (join) => join.onRef('a.attempt_id', '=', 'q.attempt_id').onRef('a.position', '=', 'q.position'))
    .select(['q.position', 'q.option_order', 'q.flagged_at', 'v.body', 'a.response', 'a.saved_at'])
    .where('q.attempt_id', '=', attemptId)
    .orderBy('q.position')
    .execute();
}

function toQuestion(row: Row): AttemptQuestion {
  const body = JSON.parse(row.body) as QuestionBody;
  const order = JSON.parse(row.option_order) as string[];
  const response = JSON.parse(row.response ?? 'null') as QuestionResponse | null;
  return { position: row.position, shown: showQuestion(body, order), fields: fieldsOfResponse(body, order, response), state: answerState(body, response), isFlagged: row.flagged_at !== null };
}
