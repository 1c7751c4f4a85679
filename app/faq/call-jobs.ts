import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Forgets who called once the time for keeping it is over. */
export const eraseCallsJob = defineJob({ name: 'faq.erase-calls', payload: z.object({}), maxAttempts: 5 });
