import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Clears what uploads left behind, and has files looked at that no scanner has seen yet. */
export const sweepFilesJob = defineJob({ name: 'contest.sweep-files', payload: z.object({}), maxAttempts: 3 });

/** Sends the code with which somebody from outside signs in; the code itself stands nowhere, it follows from the id and the installation's secret. */
export const sendCodeJob = defineJob({ name: 'contest.send-code', payload: z.object({ codeId: z.string(), locale: z.enum(['vi', 'en']) }), maxAttempts: 4 });

/** Tells the address from which an account from outside has moved; the address stands beside the code that moved it. */
export const tellOldAddressJob = defineJob({ name: 'contest.tell-old-address', payload: z.object({ codeId: z.string(), locale: z.enum(['vi', 'en']) }), maxAttempts: 4 });
