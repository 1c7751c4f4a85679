import { sendReply } from '../../../app/faq/index.server.ts';
import { must } from './answer-desk.ts';
import type { CallCentre } from './calls.ts';
import { randomFor } from './rules/random.ts';

const minute = 60_000;
const portsAt = ({ db, secret }: CallCentre, ms: number) => ({ db, secret, clock: { now: () => new Date(ms) }, timeZone: 'Asia/Ho_Chi_Minh', baseUrl: 'http://localhost:3000', channels: ['EMAIL' as const] });

/** Who of the demo's callers leaves a mail address, of a kind that nobody can have. */
export const mailOf = (callId: string): string | null => (randomFor(`mail:${callId}`).chance(0.25) ? `hoi-dap-${randomFor(`mail-number:${callId}`).int(100, 999)}@vi-du.invalid` : null);

/** Sends the answer of a ticket by mail at a moment of the past, and lets the ledger say what became of it. @returns whether it arrived */
export async function replyByMail(centre: CallCentre, ticketId: string, { revision, text, at }: { revision: number; text: string; at: number }): Promise<boolean> {
  await must(ticketId, sendReply(portsAt(centre, at), centre.lawyer, ticketId, { once: ticketId, revision, text }));
  const arrived = !randomFor(`bounce:${ticketId}`).chance(0.2);
  const settledAt = new Date(at + 2 * minute).toISOString();
  const { message_id } = await centre.db.selectFrom('ticket_reply').select('message_id').where('id', '=', ticketId).executeTakeFirstOrThrow();
  await centre.db.updateTable('delivery').set({ state: arrived ? 'ACCEPTED' : 'BOUNCED', detail: arrived ? null : '5.1.1', attempts: 1, accepted_at: arrived ? settledAt : null, settled_at: arrived ? null : settledAt }).where('message_id', '=', message_id).execute();
  return arrived;
}
