import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** Calls that people of some units took from one moment up to, not including, another, and answers of the whole province that stood published at its end. */
export async function unitAnswerFigures(db: Db, { unitIds, from, to }: { unitIds: readonly string[]; from: Instant; to: Instant }): Promise<{ calls: number; published: number }> {
  const calls = unitIds.length === 0 ? 0 : (await db
    .selectFrom('call_record as c')
    .innerJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'c.agent_id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('c.started_at', '>=', from)
    .where('c.started_at', '<', to)
    .where('m.unit_id', 'in', unitIds)
    .executeTakeFirstOrThrow()).count;
  const published = await db
    .selectFrom('faq_publication')
    .select((row) => row.fn.count<number>('entry_id').distinct().as('count'))
    .where('cancelled_at', 'is', null)
    .where('publish_at', '<', to)
    .where((where) => where.or([where('withdraw_at', 'is', null), where('withdraw_at', '>=', to)]))
    .executeTakeFirstOrThrow();
  return { calls: Number(calls), published: Number(published.count) };
}
