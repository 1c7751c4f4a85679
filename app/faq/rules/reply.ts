import type { DeliveryState } from '../../messaging/index.ts';
import type { ReplyChannel } from './ticket.ts';

/** What an officer has to know of an answer that was sent: whether it is still on its way, has reached the citizen's provider, or needs another way. */
export type ReplyStand = 'UNDER_WAY' | 'REACHED' | 'FAILED';

const stands: Readonly<Record<DeliveryState, ReplyStand>> = {
  QUEUED: 'UNDER_WAY', SENDING: 'UNDER_WAY', UNCERTAIN: 'UNDER_WAY', ACCEPTED: 'REACHED', DELIVERED: 'REACHED', BOUNCED: 'FAILED', EXPIRED: 'FAILED', SUPPRESSED: 'FAILED', CANCELLED: 'FAILED', FAILED: 'FAILED',
};
export const replyStand = (state: DeliveryState): ReplyStand => stands[state];

/** A text message in so many parts at most: what is longer is read by nobody and paid for by part. */
export const mostSmsParts = 6;

/** How an answer goes back: sent from here, read out on the phone, printed; `NO_CHANNEL` when it was to be sent and this installation cannot. */
export type ReplyWay = 'SEND' | 'NO_CHANNEL' | 'CALL' | 'PRINT';

export function replyWay(channel: ReplyChannel, canSend: readonly string[]): ReplyWay {
  if (channel === 'EMAIL' || channel === 'SMS') return canSend.includes(channel) ? 'SEND' : 'NO_CHANNEL';
  return channel === 'PHONE' ? 'CALL' : 'PRINT';
}
