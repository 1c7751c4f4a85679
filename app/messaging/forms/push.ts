import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { pushMessages as messages } from '../messages/push.ts';

const error = inBoth(messages.both('refused.SHAPE'));

/** What a browser says about its subscription. The keys are a point of P-256 and 16 random bytes, in base64url. */
export const subscriptionForm = z.object({
  endpoint: z.string({ error }).min(1, { error }).max(1_000, { error }),
  p256dh: z.string({ error }).regex(/^B[\w-]{86}$/, { error }),
  auth: z.string({ error }).regex(/^[\w-]{22}$/, { error }),
});
export type Subscription = z.infer<typeof subscriptionForm>;

export const deviceParams = z.object({ id: z.string().max(60) });
