import type { DeliveryState } from './channels.ts';

/**
 * What a provider says about a message that it took: on the phone; not arrived; not a number (or not an account); the person lets nothing through;
 * still on its way.
 */
export const receiptOutcomes = ['DELIVERED', 'FAILED', 'NO_SUCH_NUMBER', 'BLOCKED', 'DELAYED'] as const;
export type ReceiptOutcome = (typeof receiptOutcomes)[number];

export interface ReceiptEffect {
  /** The new state; null when the delivery stays as it is. */
  state: 'DELIVERED' | 'BOUNCED' | null;
  /** Why the number is kept from being written to; null when nothing speaks against it. */
  suppress: 'BOUNCE' | 'UNSUBSCRIBED' | null;
  /** The number is alive: what this very delivery had laid to its charge is taken back. */
  lifts: boolean;
}

/**
 * What a receipt changes, so that the order in which receipts come makes no difference: having arrived outweighs every failure, before and after it.
 * That somebody blocks us is her will, and no later arrival takes it back.
 */
export function effectOf(outcome: ReceiptOutcome, state: DeliveryState): ReceiptEffect {
  const hasArrived = state === 'DELIVERED';
  const failed = hasArrived || state === 'BOUNCED' ? null : 'BOUNCED';
  switch (outcome) {
    case 'DELIVERED': return { state: hasArrived ? null : 'DELIVERED', suppress: null, lifts: true };
    case 'FAILED': return { state: failed, suppress: null, lifts: false };
    case 'NO_SUCH_NUMBER': return { state: failed, suppress: hasArrived ? null : 'BOUNCE', lifts: false };
    case 'BLOCKED': return { state: failed, suppress: 'UNSUBSCRIBED', lifts: false };
    case 'DELAYED': return { state: null, suppress: null, lifts: false };
  }
}
