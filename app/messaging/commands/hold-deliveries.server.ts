import type { Tx } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { Channel, WhenClosed } from '../rules/channels.ts';
import { capHours, overCap, personalChannels, type HoldReason } from '../rules/sending-hours.ts';

/** A due delivery as holding needs it. */
export interface DueDelivery {
  id: string;
  messageId: string;
  recipientId: string;
  state: string;
  isUrgent: boolean;
  whenClosed: WhenClosed;
}

/**
 * Puts off what is due on a channel in its quiet hours: it waits, expires or is dropped, as its message says. Urgent messages pass. What may have
 * been sent already always waits.
 */
export async function holdQuiet(tx: Tx, channel: Channel, until: Instant, now: Instant): Promise<void> {
  for (const whenClosed of ['EXPIRE', 'DROP', 'WAIT'] as const) {
    await tx
      .updateTable('delivery')
      .set(heldAs(whenClosed, 'QUIET_HOURS', until, now))
      .where('channel', '=', channel)
      .where('state', 'in', whenClosed === 'WAIT' ? ['QUEUED', 'UNCERTAIN'] : ['QUEUED'])
      .where('next_at', '<=', now)
      .where((where) => where.exists(
        where.selectFrom('message as m').innerJoin('message_channel as c', 'c.message_id', 'm.id').select('m.id').whereRef('m.id', '=', 'delivery.message_id').where('c.channel', '=', channel).where('m.urgency', '<>', 'URGENT').$if(whenClosed !== 'WAIT', (query) => query.where('c.when_closed', '=', whenClosed)),
      ))
      .execute();
  }
}

/**
 * Puts off those of the due deliveries whose people have had their messages of the day.
 * @returns the deliveries that may go
 */
export async function holdOverCap<Due extends DueDelivery>(tx: Tx, due: readonly Due[], cap: number, now: Instant): Promise<Due[]> {
  const capped = due.filter(({ isUrgent }) => !isUrgent);
  if (capped.length === 0) return [...due];
  const recent = await recentMessages(tx, [...new Set(capped.map(({ recipientId }) => recipientId))], now);
  const untils = overCap(due.map(({ recipientId, messageId, isUrgent, state }) => ({ recipientId, messageId, isFree: isUrgent || state === 'UNCERTAIN' })), recent, cap, now);
  for (const [at, { id, whenClosed }] of due.entries()) {
    const until = untils[at];
    if (until) await tx.updateTable('delivery').set(heldAs(whenClosed, 'CAP', until, now)).where('id', '=', id).execute();
  }
  return due.filter((_, at) => !untils[at]);
}

function heldAs(whenClosed: WhenClosed, reason: HoldReason, until: Instant, now: Instant) {
  if (whenClosed === 'WAIT') return { next_at: until, detail: reason };
  return { state: whenClosed === 'EXPIRE' ? 'EXPIRED' : 'SUPPRESSED', detail: reason, settled_at: now };
}

/** For each person the messages that went out to her in the last 24 hours or are going out now, with the time of the last call. */
async function recentMessages(tx: Tx, people: readonly string[], now: Instant): Promise<Map<string, Map<string, Instant>>> {
  const base = tx.selectFrom('delivery as d').innerJoin('message as m', 'm.id', 'd.message_id').select(['d.recipient_id', 'd.message_id', 'd.accepted_at']).where('d.recipient_id', 'in', people).where('m.urgency', '<>', 'URGENT').where('d.channel', 'in', personalChannels);
  const sent = await base.where('d.accepted_at', '>', plusMinutes(now, -capHours * 60)).execute();
  const running = await base.where('d.state', '=', 'SENDING').execute();
  const recent = new Map<string, Map<string, Instant>>();
  for (const { recipient_id, message_id, accepted_at } of [...sent, ...running]) {
    const known = recent.get(recipient_id) ?? new Map<string, Instant>();
    const at = accepted_at ?? now;
    if (at >= (known.get(message_id) ?? '')) known.set(message_id, at);
    recent.set(recipient_id, known);
  }
  return recent;
}
