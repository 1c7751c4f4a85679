import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Makes the files of a schedule whose moment has come. */
export const makeFilesJob = defineJob({ name: 'reports.make-files', payload: z.object({ scheduleId: z.string() }), maxAttempts: 5 });

/** Every night: makes sure that each schedule has its job, and throws away files whose time is over. */
export const keepReportsJob = defineJob({ name: 'reports.keep', payload: z.object({}), maxAttempts: 5 });

/** Reminds units whose monthly report is due soon. */
export const remindReportsJob = defineJob({ name: 'reports.remind-monthly', payload: z.object({}), maxAttempts: 5 });

/** Makes a pack that somebody asked for. Killed and started again it begins anew; what it had written is swept away. */
export const makePackJob = defineJob({ name: 'reports.make-pack', payload: z.object({ packId: z.string() }), maxAttempts: 3 });

/** At most one waiting or running job per pack. */
export const makePackKey = (packId: string): string => `reports.make-pack:${packId}`;

/** Erases packs whose time is over. */
export const erasePacksJob = defineJob({ name: 'reports.erase-packs', payload: z.object({}), maxAttempts: 5 });

/** Every night: has evidence looked at that came in while no scanner answered, and clears what broken uploads left behind. */
export const sweepEvidenceJob = defineJob({ name: 'reports.sweep-evidence', payload: z.object({}), maxAttempts: 3 });
