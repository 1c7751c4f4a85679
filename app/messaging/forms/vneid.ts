import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { wholeNumber } from '../../platform/http/whole-number.ts';
import { isLocalTime } from '../../platform/local-time.ts';
import { typedMoment } from '../../platform/typed-time.ts';
import { vneidMessages as messages } from '../messages/vneid.ts';

export const packageParams = z.object({ package: z.string().max(60) });
export const packageFileParams = packageParams.extend({ file: z.enum(['manifest', 'recipients']) });
export const packageQuery = z.object({ done: z.enum(['made', 'handed', 'received']).optional().catch(undefined) });
export const makeForm = z.object({ messageId: z.string().min(1).max(60), number: z.coerce.number().int().min(1).max(10_000) });
export const handOverForm = z.object({});

const local = z.string().transform(typedMoment).refine(isLocalTime, inBoth(messages.both('fault.local-time')));

export const receiptForm = z.object({
  receivedAt: local,
  receivedBy: z.string().trim().min(1).max(200).regex(/^[^\r\n]*$/),
  accepted: wholeNumber(0, 1_000_000),
  refused: z.string().max(1_000_000).default(''),
  note: z.string().trim().max(1_000).default(''),
  file: z.instanceof(File).refine((file) => file.size <= 2_000_000, inBoth(messages.both('fault.file'))).optional(),
});
