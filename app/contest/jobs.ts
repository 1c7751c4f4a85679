import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Clears what uploads left behind, and has files looked at that no scanner has seen yet. */
export const sweepFilesJob = defineJob({ name: 'contest.sweep-files', payload: z.object({}), maxAttempts: 3 });

/** Makes the copies without identities of an entry's files: reading and rewriting documents is no work for a request. */
export const makeBlindCopiesJob = defineJob({ name: 'contest.make-blind-copies', payload: z.object({ entryId: z.string(), askedBy: z.string() }), maxAttempts: 3 });
export const blindCopiesKey = (entryId: string): string => `${makeBlindCopiesJob.name}:${entryId}`;

/** Ends a public vote when its time is over. */
export const closeVoteJob = defineJob({ name: 'contest.close-vote', payload: z.object({ contestId: z.string() }), maxAttempts: 5 });

/** Sends the code with which somebody from outside signs in; the code itself stands nowhere, it follows from the id and the installation's secret. */
export const sendCodeJob = defineJob({ name: 'contest.send-code', payload: z.object({ codeId: z.string(), locale: z.enum(['vi', 'en']) }), maxAttempts: 4 });

/** Tells the address from which an account from outside has moved; the address stands beside the code that moved it. */
export const tellOldAddressJob = defineJob({ name: 'contest.tell-old-address', payload: z.object({ codeId: z.string(), locale: z.enum(['vi', 'en']) }), maxAttempts: 4 });

/** Reminds judges before their time is over, invited people who say nothing, and teams with a draft before the deadline. */
export const remindContestsJob = defineJob({ name: 'contest.remind', payload: z.object({}), maxAttempts: 5 });
