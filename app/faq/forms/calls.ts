import { z } from 'zod';
import { filterDay } from '../../platform/http/day-field.ts';
import { normaliseText } from '../../platform/text/normalise.ts';
import { channels, wrapCodes } from '../rules/call.ts';

/** The filters of the list of calls as they stand in the URL; what is not understood is left out. */
export const callsQuery = z.object({
  from: filterDay,
  to: filterDay,
  agent: z.uuid().optional().catch(undefined),
  code: z.enum([...wrapCodes, 'OPEN']).optional().catch(undefined),
  channel: z.enum(channels).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type CallsQuery = z.infer<typeof callsQuery>;
export const callParams = z.object({ id: z.uuid() });
export const revealForm = z.object({ reason: z.string().transform((text) => normaliseText(text).trim()).pipe(z.string().min(5).max(300)) });
export const callbackOutcomes = ['REACHED', 'NO_ANSWER', 'NOT_NEEDED'] as const;
export const callbackForm = z.object({ task: z.uuid(), outcome: z.enum(callbackOutcomes), note: z.string().trim().max(500).default('') });
