import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/**
 * Takes back what killed workers held, and ends what came too late.
 * A delivery whose lease ran out may have been sent: it becomes UNCERTAIN, and the channel knows that when it tries again.
 */
export async function sweepDeliveries(db: Db, now: Instant): Promise<{ uncertain: number; expired: number }> {
  return db.transaction().execute(async (tx) => {
    const lost = await tx.updateTable('delivery').set({ state: 'UNCERTAIN', lease_id: null, lease_until: null, next_at: now, detail: 'LEASE_LOST' }).where('state', '=', 'SENDING').where('lease_until', '<', now).executeTakeFirst();
    const late = await tx.updateTable('delivery').set({ state: 'EXPIRED', settled_at: now }).where('state', 'in', ['QUEUED', 'UNCERTAIN']).where('not_after', '<=', now).executeTakeFirst();
    return { uncertain: Number(lost.numUpdatedRows), expired: Number(late.numUpdatedRows) };
  });
}
