import { z } from 'zod';

export const eventKinds = ['RINGING', 'ANSWERED', 'HUNG_UP'] as const;
/** What the telephone system posts: one event of one call. `from` is missing where the caller hides the number. */
export const telephonyEvent = z.object({
  id: z.string().regex(/^[\w:.-]{1,100}$/),
  call: z.string().regex(/^[\w:.-]{1,80}$/),
  kind: z.enum(eventKinds),
  at: z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
  extension: z.string().regex(/^\d{1,10}$/).optional(),
  from: z.string().max(60).nullish(),
});
export type TelephonyEvent = z.infer<typeof telephonyEvent>;
