import { page } from '../../people/route.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { checkBearer } from '../bounce-door.server.ts';
import { recordReceipts } from '../commands/record-receipts.server.ts';
import { receiptParams } from '../forms/receipts.ts';
import { readReceipts, receiptLimit, receiptToken } from '../receipt-door.server.ts';

export const loader = page({ guard: 'public' }, () => {
  throw new AppError('not-found', platformMessages.both('error.not-found'));
});

/** For the SMS gateway and Zalo: what became of messages that they took. The bearer token of the channel is the guard. */
export const action = page({ guard: 'public', params: receiptParams }, async ({ params: { channel }, context, request }) => {
  await context.spendPoint(receiptLimit, context.address);
  checkBearer(request, receiptToken(context.env, channel));
  const { receipts, malformed } = await readReceipts(request);
  const counts = await recordReceipts(context.db, channel === 'sms' ? 'SMS' : 'ZALO', receipts, context.clock.now().toISOString());
  if (counts.unknown + malformed > 0) context.log.warn({ channel, unknown: counts.unknown, malformed }, 'receipts that fit no delivery');
  return Response.json({ receipts: receipts.length + malformed, ...counts, malformed });
});
