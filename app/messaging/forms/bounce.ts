import { z } from 'zod';

/** What a mail provider posts about a mail of ours. */
export const bouncePost = z
  .object({
    messageId: z.string().max(300).optional(),
    address: z.string().max(320).optional(),
    kind: z.enum(['bounce', 'complaint']),
    status: z.string().regex(/^[245]\.\d{1,3}\.\d{1,3}$/).optional(),
    diagnostic: z.string().max(2_000).optional(),
  })
  .refine((post) => post.messageId || post.address);

/** What a person makes of a report that nothing proves. */
export const reportDecision = z.object({ userId: z.string().max(60), kind: z.enum(['BOUNCE', 'COMPLAINT']), decision: z.enum(['believe', 'dismiss']) });
export type ReportDecision = z.infer<typeof reportDecision>;
