import { z } from 'zod';
import { instantOf, isRealMoment } from '../../platform/local-time.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { typedMoment } from '../../platform/typed-time.ts';
import { voteMessages as messages } from '../messages/vote.ts';
import { voteDays } from '../rules/vote.ts';
import { contestZone } from '../rules/zone.ts';

/** The name keeps the choice out of forms that wait for somebody to sign in again: those are kept beside the account. */
export const voteForm = z.object({ secretChoice: z.string({ error: inBoth(messages.both('fault.choice')) }).min(1, inBoth(messages.both('fault.choice'))).max(60) });
export const voteQuery = z.object({ done: z.enum(['voted']).optional().catch(undefined) });
/** A wall-clock time of Vietnam. */
export const openVoteForm = z.object({ closes: z.string().transform(typedMoment).refine(isRealMoment, inBoth(messages.both('fault.closes', voteDays))).transform((typed) => ({ typed, at: instantOf(typed, contestZone) })) });
