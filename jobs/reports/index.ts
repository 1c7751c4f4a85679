import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { remindReportsHandler } from './monthly.ts';

/** Jobs of reports. */
export const reportsJobs: JobHandler[] = [remindReportsHandler];
