import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Makes the files of a schedule whose moment has come. */
export const makeFilesJob = defineJob({ name: 'reports.make-files', payload: z.object({ scheduleId: z.string() }), maxAttempts: 5 });

/** Every night: makes sure that each schedule has its job, and throws away files whose time is over. */
export const keepReportsJob = defineJob({ name: 'reports.keep', payload: z.object({}), maxAttempts: 5 });
