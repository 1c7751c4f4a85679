import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';

/** Jobs of people. */
export const peopleJobs: JobHandler[] = [];
