import { z } from 'zod';
import { defineJob } from '../../platform/jobs/contract.ts';

/** Carries out a confirmed import; safe to repeat, because every row remembers that it was applied. */
export const applyImportJob = defineJob({ name: 'people.apply-import', payload: z.object({ batchId: z.string() }), maxAttempts: 5 });

/** At most one waiting or running job per batch. */
export function applyImportKey(batchId: string): string {
  return `people.apply-import:${batchId}`;
}
