import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** Answers: those of some entries, or all of some topics. */
export interface AnswersOf {
  entryIds: readonly string[];
  topics: readonly string[];
}
export interface AnswerTraffic {
  /** Searches from which one of the answers was opened. */
  opened: number;
  helpful: number;
  unhelpful: number;
  /** Calls in which one of them was read out. */
  calls: number;
}

/** How often some answers were searched for and opened, voted on and read out, from one moment up to, not including, another. */
export async function answerTraffic(db: Db, { entryIds, topics }: AnswersOf, { from, to }: { from: Instant; to: Instant }): Promise<AnswerTraffic> {
  const versions = db
    .selectFrom('faq_version')
    .select('id')
    .where((where) => where.or([where('entry_id', 'in', [...entryIds, '']), where('topic_key', 'in', [...topics, ''])]));
  const { opened } = await db.selectFrom('faq_search').select((row) => row.fn.countAll<number>().as('opened')).where('at', '>=', from).where('at', '<', to).where('opened_version_id', 'in', versions).executeTakeFirstOrThrow();
  const votes = await db.selectFrom('faq_feedback').select((row) => ['is_helpful', row.fn.countAll<number>().as('count')]).where('at', '>=', from).where('at', '<', to).where('version_id', 'in', versions).groupBy('is_helpful').execute();
  const { calls } = await db
    .selectFrom('call_record as c')
    .select((row) => row.fn.countAll<number>().as('calls'))
    .where('c.started_at', '>=', from)
    .where('c.started_at', '<', to)
    .where((where) => where.exists(where.selectFrom('call_answer as a').select('a.call_id').whereRef('a.call_id', '=', 'c.id').where('a.version_id', 'in', versions)))
    .executeTakeFirstOrThrow();
  const votesOf = (isHelpful: number) => Number(votes.find((row) => row.is_helpful === isHelpful)?.count ?? 0);
  return { opened: Number(opened), helpful: votesOf(1), unhelpful: votesOf(0), calls: Number(calls) };
}
