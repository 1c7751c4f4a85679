import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { eraseCallsHandler } from './erase-calls.ts';

/** Jobs of answers and calls. */
export const faqJobs: JobHandler[] = [eraseCallsHandler];
