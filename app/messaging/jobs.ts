import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Writes the deliveries of a message, piece by piece. */
export const fanOutJob = defineJob({ name: 'messaging.fan-out', payload: z.object({ messageId: z.string() }), maxAttempts: 10 });
