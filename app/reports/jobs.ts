import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Reminds units whose monthly report is due soon. */
export const remindReportsJob = defineJob({ name: 'reports.remind-monthly', payload: z.object({}), maxAttempts: 5 });
