import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** Written down for a delivery that was taken for sent after a restore: nobody here knows what the provider said. */
export const takenForSent = 'BEFORE_RESTORE';

/** What the ledger does not send by itself: the inbox needs no sending, and a package for VNeID is carried by people, who know what they have carried. */
const byOthers = ['IN_APP', 'VNEID'].map((channel) => sql.lit(channel));

/**
 * Takes every delivery that was due until a moment for sent, after a restore from a backup that is older than what was sent. What waits for a later moment goes on waiting, and so does a message that is held.
 * @returns how many, by channel
 */
export async function treatAsSent(tx: Tx, until: Instant): Promise<Record<string, number>> {
  const due = tx
    .selectFrom('delivery')
    .select('id')
    .where('state', 'in', ['QUEUED', 'UNCERTAIN', 'SENDING'])
    .where('channel', 'not in', byOthers)
    .where('next_at', '<=', until)
    .where('message_id', 'not in', tx.selectFrom('message').select('id').where('paused_at', 'is not', null));
  const taken = await tx
    .updateTable('delivery')
    .set({ state: 'ACCEPTED', detail: takenForSent, accepted_at: until, lease_id: null, lease_until: null, holder: null })
    .where('id', 'in', due)
    .returning('channel')
    .execute();
  return Object.fromEntries([...Map.groupBy(taken, ({ channel }) => channel)].map(([channel, rows]) => [channel, rows.length]));
}
