import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Hands in an attempt whose time is up. */
export const autoSubmitJob = defineJob({ name: 'learning.auto-submit', payload: z.object({ attemptId: z.string() }), maxAttempts: 10 });
