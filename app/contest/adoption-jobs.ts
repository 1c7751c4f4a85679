import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Asks owner units what has become of the entries that they were given, 3, 6 and 12 months on. */
export const promptAdoptionsJob = defineJob({ name: 'contest.prompt-adoptions', payload: z.object({}), maxAttempts: 5 });
