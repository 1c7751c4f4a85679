import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { adoptionJobs } from './adoptions.ts';
import { sendCodeHandler } from './send-code.ts';

/** Jobs of the contest. */
export const contestJobs: JobHandler[] = [sendCodeHandler, ...adoptionJobs];
