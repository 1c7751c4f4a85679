import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** Ends a message: what has not been sent is not sent. Calls that are running come to their own end. `why` stays with each delivery. */
export async function cancelMessage(tx: Tx, messageId: string, now: Instant, why: 'CORRECTED' | null = null): Promise<void> {
  await tx.updateTable('message').set({ cancelled_at: now }).where('id', '=', messageId).where('cancelled_at', 'is', null).execute();
  await tx.updateTable('delivery').set({ state: 'CANCELLED', detail: why, settled_at: now }).where('message_id', '=', messageId).where('state', 'in', ['QUEUED', 'UNCERTAIN']).execute();
}

/** Holds a message: nothing more of it is claimed until it is resumed. Its time goes on running out. */
export async function pauseMessage(tx: Tx, messageId: string, now: Instant): Promise<void> {
  await tx.updateTable('message').set({ paused_at: now }).where('id', '=', messageId).where('paused_at', 'is', null).where('cancelled_at', 'is', null).execute();
}

/** Lets a held message go on. */
export async function resumeMessage(tx: Tx, messageId: string): Promise<void> {
  await tx.updateTable('message').set({ paused_at: null }).where('id', '=', messageId).execute();
}
