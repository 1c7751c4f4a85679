import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { closesAt, secondsLeft } from '../rules/attempt-limits.ts';
import { parseResponse, type AnswerFields, type ResponseFault } from '../rules/question-response.ts';
import type { QuestionBody, QuestionResponse } from '../rules/question.ts';
import { closeAttempt } from './close-attempt.server.ts';
import { flagQuestion } from './flag-question.server.ts';

export interface AnswerInput {
  attemptId: string;
  userId: string;
  position: number;
  fields: AnswerFields;
  isFlagged: boolean;
  /** Which open page wrote it, and that page's count of writings: so a late retry never undoes a newer answer of the same page. */
  writer: string;
  writerSeq: number;
  now: Instant;
  secret: string;
  source: string;
}

export type SaveResult =
  | { ok: true; savedAt: Instant; secondsLeft: number; elsewhereAt: Instant | null }
  | { ok: false; reason: 'over'; isTimeUp: boolean }
  | { ok: false; reason: 'invalid'; fault: ResponseFault };

/**
 * Keeps one answer of an own, open attempt, together with its mark for review. Once the time is up the attempt is handed in instead.
 * @returns elsewhereAt: when another page last wrote something to this attempt that this page does not show
 */
export function saveAnswer(db: Db, input: AnswerInput): Promise<SaveResult> {
  return db.transaction().execute(async (tx): Promise<SaveResult> => {
    const question = await findQuestion(tx, input);
    if (!question) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (question.submitted_at !== null) return { ok: false, reason: 'over', isTimeUp: input.now >= question.due_at };
    if (input.now >= closesAt(question.due_at)) {
      await closeAttempt(tx, { attemptId: input.attemptId, now: input.now, isAuto: true, secret: input.secret, source: input.source });
      return { ok: false, reason: 'over', isTimeUp: true };
    }
    const parsed = parseResponse(JSON.parse(question.body) as QuestionBody, JSON.parse(question.option_order) as string[], input.fields);
    if (!parsed.ok) return { ok: false, reason: 'invalid', fault: parsed.fault };
    const isNewer = await upsertAnswer(tx, input, parsed.response);
    if (isNewer && input.isFlagged !== (question.flagged_at !== null)) await flagQuestion(tx, input, input.isFlagged, input.now);
    return { ok: true, savedAt: input.now, secondsLeft: secondsLeft({ startedAt: question.started_at, dueAt: question.due_at }, input.now), elsewhereAt: elsewhereAt(question, input, JSON.stringify(parsed.response)) };
  });
}

function findQuestion(tx: Tx, { attemptId, userId, position, writer }: AnswerInput) {
  return tx
    .selectFrom('attempt as a')
    .innerJoin('attempt_question as q', 'q.attempt_id', 'a.id')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .leftJoin('attempt_answer as held', (join) => join.onRef('held.attempt_id', '=', 'a.id').onRef('held.position', '=', 'q.position'))
    .select(['a.started_at', 'a.due_at', 'a.submitted_at', 'q.option_order', 'q.flagged_at', 'v.body', 'held.response as held_response', 'held.writer as held_writer', 'held.saved_at as held_at'])
    .select((select) =>
      select
        .selectFrom('attempt_answer as other')
        .select((row) => row.fn.max('other.saved_at').as('at'))
        .whereRef('other.attempt_id', '=', 'a.id')
        .where('other.writer', '!=', writer)
        .where('other.position', '!=', position)
        .as('elsewhere_at'),
    )
    .where('a.id', '=', attemptId)
    .where('a.user_id', '=', userId)
    .where('q.position', '=', position)
    .executeTakeFirst();
}

/** A page that was opened a moment ago may have taken up and sent what this one had not sent yet: the same answer is no news. */
function elsewhereAt({ elsewhere_at: other, held_response: held, held_writer: writer, held_at: at }: NonNullable<Awaited<ReturnType<typeof findQuestion>>>, input: AnswerInput, response: string): Instant | null {
  const isNews = at !== null && writer !== input.writer && held !== response;
  return isNews && at > (other ?? '') ? at : other;
}

/** @returns false when the same page had already sent something newer */
async function upsertAnswer(tx: Tx, input: AnswerInput, response: QuestionResponse | null): Promise<boolean> {
  const written = { response: JSON.stringify(response), writer: input.writer, writer_seq: input.writerSeq };
  // What a page sent once more while it was left is no newer answer; the page that came after it has no reason to load anew.
  const savedAt = sql<Instant>`case when attempt_answer.response = excluded.response then attempt_answer.saved_at else excluded.saved_at end`;
  const result = await tx
    .insertInto('attempt_answer')
    .values({ attempt_id: input.attemptId, position: input.position, ...written, saved_at: input.now })
    .onConflict((conflict) =>
      conflict
        .columns(['attempt_id', 'position'])
        .doUpdateSet({ ...written, saved_at: savedAt })
        .where((row) => row.or([row('attempt_answer.writer', '!=', input.writer), row('attempt_answer.writer_seq', '<', input.writerSeq)])),
    )
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
