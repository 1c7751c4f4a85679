import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { fanOutJob } from '../jobs.ts';

/** Ends a message: what has not been sent is not sent. Calls that are running come to their own end. `why` stays with each delivery. */
export async function cancelMessage(tx: Tx, messageId: string, now: Instant, why: 'CORRECTED' | null = null): Promise<void> {
  await tx.updateTable('message').set({ cancelled_at: now }).where('id', '=', messageId).where('cancelled_at', 'is', null).execute();
  await tx.updateTable('delivery').set({ state: 'CANCELLED', detail: why, settled_at: now }).where('message_id', '=', messageId).where('state', 'in', ['QUEUED', 'UNCERTAIN']).execute();
}

/**
 * Holds a message: nothing more of it is claimed or put into an inbox until it is resumed. Its time goes on running out; what is held to its end gets its rows
 * then, as expired, so that the states add up.
 */
export async function pauseMessage(tx: Tx, messageId: string, now: Instant): Promise<void> {
  const held = await tx.updateTable('message').set({ paused_at: now }).where('id', '=', messageId).where('paused_at', 'is', null).where('cancelled_at', 'is', null).returning(['not_after', 'fanned_out_at']).executeTakeFirst();
  if (held && held.fanned_out_at === null) await enqueue(tx, fanOutJob, { messageId }, { now, runAt: held.not_after, uniqueKey: `fan-out-late:${messageId}` });
}

/** Lets a held message go on: whose fan-out came meanwhile and found it held gets another one. */
export async function resumeMessage(tx: Tx, messageId: string, now: Instant): Promise<void> {
  const held = await tx.updateTable('message').set({ paused_at: null }).where('id', '=', messageId).where('paused_at', 'is not', null).returning(['send_at', 'fanned_out_at']).executeTakeFirst();
  // Without a key: the one that is running may just have looked and gone.
  if (held && held.fanned_out_at === null && held.send_at <= now) await enqueue(tx, fanOutJob, { messageId }, { now });
}
