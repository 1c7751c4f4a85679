import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

export interface Question {
  id: string;
  question: string;
  askedAt: Instant;
  answer: string | null;
  answeredAt: Instant | null;
  isHidden: boolean;
  /** The reader asked it herself. */
  isOwn: boolean;
}

/**
 * Questions about a contest. Everybody reads those that were answered and not hidden; whoever asked one also sees it while it waits; organisers see all.
 * Nobody is shown who asked.
 */
export async function listQuestions(db: Db, contestId: string, reader: { id: string | null; isOrganiser: boolean }): Promise<Question[]> {
  const rows = await db
    .selectFrom('contest_question')
    .select(['id', 'question', 'asked_at', 'asked_by', 'answer', 'answered_at', 'hidden_at'])
    .where('contest_id', '=', contestId)
    .$if(!reader.isOrganiser, (query) => query.where((where) => where.or([where.and([where('answered_at', 'is not', null), where('hidden_at', 'is', null)]), where.and([where('answered_at', 'is', null), where('hidden_at', 'is', null), where('asked_by', '=', reader.id ?? '')])])))
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(300)
    .execute();
  return rows.map((row) => ({ id: row.id, question: row.question, askedAt: row.asked_at, answer: row.answer, answeredAt: row.answered_at, isHidden: row.hidden_at !== null, isOwn: reader.id !== null && row.asked_by === reader.id }));
}
