import { z } from 'zod';
import type { ReceiptOutcome } from '../rules/receipt.ts';

/** Channels whose providers report; each has a token of its own. */
export const receiptParams = z.object({ channel: z.enum(['sms', 'zalo']) });

/** A batch is read report by report: one that is broken does not hold up the others. */
export const receiptPost = z.object({ receipts: z.array(z.unknown()).min(1).max(500) });

const outcomes = { delivered: 'DELIVERED', failed: 'FAILED', 'no-such-number': 'NO_SUCH_NUMBER', blocked: 'BLOCKED', delayed: 'DELAYED' } as const satisfies Record<string, ReceiptOutcome>;

/** One report of an SMS gateway or of Zalo (contract: docs/decisions/0016). */
export const receiptFields = z.object({
  reference: z.string().min(1).max(100),
  outcome: z.enum(['delivered', 'failed', 'no-such-number', 'blocked', 'delayed']).transform((word) => outcomes[word]),
  at: z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
  id: z.string().max(200).optional(),
  detail: z.string().max(2_000).default(''),
});
export type Receipt = z.infer<typeof receiptFields>;
