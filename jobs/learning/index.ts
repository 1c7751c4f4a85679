import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { autoSubmitHandler } from './auto-submit.ts';
import { remindHandler } from './remind.ts';

/** Jobs of learning. */
export const learningJobs: JobHandler[] = [autoSubmitHandler, remindHandler];
