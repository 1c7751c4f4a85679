import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/**
 * Stops what waits for a person and what she does not want any more, in the caller's transaction: somebody who unsubscribes in the evening gets no mail the
 * next morning. What may have been sent, and what lies in a package for VNeID, goes its way.
 */
export async function withdrawUnwanted(tx: Tx, userId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({ state: 'SUPPRESSED', detail: 'OPTED_OUT', settled_at: now })
    .where('recipient_id', '=', userId)
    .where('state', '=', sql.lit('QUEUED'))
    .where((where) => where.or([where('channel', '<>', 'VNEID'), where('provider_id', 'is', null)]))
    .where((where) =>
      where.exists(
        where
          .selectFrom('message as m')
          .innerJoin('message_preference as p', 'p.topic', 'm.topic')
          .select('m.id')
          .whereRef('m.id', '=', 'delivery.message_id')
          .where('m.is_duty', '=', 0)
          .where('p.user_id', '=', userId)
          .whereRef('p.channel', '=', 'delivery.channel')
          .where('p.wants', '=', 0),
      ),
    )
    .execute();
}
