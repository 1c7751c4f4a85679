import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Makes a pack that somebody asked for. Killed and started again it begins anew; what it had written is swept away. */
export const makePackJob = defineJob({ name: 'reports.make-pack', payload: z.object({ packId: z.string() }), maxAttempts: 3 });

/** At most one waiting or running job per pack. */
export const makePackKey = (packId: string): string => `reports.make-pack:${packId}`;

/** Erases packs whose time is over. */
export const erasePacksJob = defineJob({ name: 'reports.erase-packs', payload: z.object({}), maxAttempts: 5 });
