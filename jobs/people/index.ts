import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { applyImportHandler } from './apply-import.ts';

/** Jobs of people. */
export const peopleJobs: JobHandler[] = [applyImportHandler];
