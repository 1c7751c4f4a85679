import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { eraseCallsHandler } from './erase-calls.ts';
import { ticketJobs } from './tickets.ts';

/** Jobs of answers, calls and tickets. */
export const faqJobs: JobHandler[] = [eraseCallsHandler, ...ticketJobs];
