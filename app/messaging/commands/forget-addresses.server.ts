import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** Forgets where messages to a person went, in the caller's transaction: what has not been sent is not sent, and the books keep their numbers without the addresses. */
export async function forgetAddresses(tx: Tx, userId: string, now: Instant): Promise<void> {
  await tx.updateTable('delivery').set({ state: 'CANCELLED', settled_at: now }).where('recipient_id', '=', userId).where('state', 'in', ['QUEUED', 'UNCERTAIN']).execute();
  await tx.updateTable('delivery').set({ address: null }).where('recipient_id', '=', userId).execute();
  await tx.deleteFrom('mail_report').where('user_id', '=', userId).execute();
}
