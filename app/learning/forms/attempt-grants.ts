import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { attemptGrantMessages as messages } from '../messages/attempt-grants.ts';

const say = (key: 'fault.extra' | 'fault.reason') => inBoth(messages.both(key));

export const stuckQuery = z.object({ q: z.string().max(100).catch('').default(''), page: z.coerce.number().int().min(1).max(10_000).catch(1), done: z.string().optional().catch(undefined) });
export type StuckQuery = z.infer<typeof stuckQuery>;
export const stuckParams = z.object({ person: z.uuid(), assessment: z.uuid() });
export const attemptGrantForm = z.object({
  id: z.uuid(),
  extra: z.string().default('').pipe(z.string().regex(/^[1-3]$/, say('fault.extra'))).transform(Number),
  reason: z.string().default('').transform(normaliseLine).pipe(z.string().min(3, say('fault.reason')).max(500, say('fault.reason'))),
});
