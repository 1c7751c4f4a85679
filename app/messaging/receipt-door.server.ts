import { platformMessages } from '../platform/messages.ts';
import type { Env } from '../platform/env.ts';
import { AppError } from '../platform/errors.ts';
import { readBody } from '../platform/http/forms.server.ts';
import type { RateLimit } from '../platform/http/rate-limit.server.ts';
import { receiptFields, receiptPost, type Receipt } from './forms/receipts.ts';

const largest = 1_000_000;

/** Batches by one address: 60,000 reports a minute. */
export const receiptLimit: RateLimit = { name: 'receipts', points: 120, seconds: 60 };

export function receiptToken(env: Pick<Env, 'SMS_RECEIPT_TOKEN' | 'ZALO_RECEIPT_TOKEN'>, channel: 'sms' | 'zalo'): string | undefined {
  return channel === 'sms' ? env.SMS_RECEIPT_TOKEN : env.ZALO_RECEIPT_TOKEN;
}

/**
 * The reports of a posted batch.
 * @throws AppError invalid when it is no batch at all, or when not one report of it fits: then the sender speaks another language
 */
export async function readReceipts(request: Request): Promise<{ receipts: Receipt[]; malformed: number }> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const batch = receiptPost.safeParse(parseJson(Buffer.from(await readBody(request, largest)).toString('utf8')));
  const parsed = type === 'application/json' && batch.success ? batch.data.receipts.map((one) => receiptFields.safeParse(one)) : [];
  const receipts = parsed.flatMap((one) => (one.success ? [one.data] : []));
  if (receipts.length === 0) throw new AppError('invalid', platformMessages.both('form.invalid'));
  return { receipts, malformed: parsed.length - receipts.length };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
