import { z } from 'zod';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { gapSignals } from '../rules/gaps.ts';

const folded = z.string().min(1).max(5_000);
const code = z.string().max(80).regex(/^[a-z0-9-]*$/);

export const gapsQuery = z.object({
  signal: z.union([z.enum(gapSignals), z.literal('')]).catch('').default(''),
  topic: code.catch('').default(''),
  commune: z.string().max(64).regex(/^[\w-]*$/).catch('').default(''),
  spikes: z.literal('on').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
  done: z.enum(['DRAFT', 'LINKED', 'CLOSED']).optional().catch(undefined),
});
export type GapsQuery = z.infer<typeof gapsQuery>;
export const gapQuery = z.object({ q: folded.catch('') });
export const decisionForm = z.discriminatedUnion('resolution', [
  z.object({ q: folded, resolution: z.literal('DRAFT'), topic: code.min(1) }),
  z.object({ q: folded, resolution: z.literal('LINKED'), slug: z.string().trim().min(1).max(80) }),
  z.object({ q: folded, resolution: z.literal('CLOSED'), reason: z.string().max(500).transform(normaliseLine).pipe(z.string().min(3)) }),
]);
