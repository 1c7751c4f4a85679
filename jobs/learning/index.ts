import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';

/** Jobs of learning. */
export const learningJobs: JobHandler[] = [];
