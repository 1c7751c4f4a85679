import type { JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { keepReportsHandler } from './keep.ts';
import { makeFilesHandler } from './make-files.ts';
import { remindReportsHandler } from './monthly.ts';
import { packHandlers } from './packs.ts';
import { sweepEvidenceHandler } from './sweep-evidence.ts';

/** Jobs of reports. */
export const reportJobs: JobHandler[] = [makeFilesHandler, keepReportsHandler, remindReportsHandler, sweepEvidenceHandler, ...packHandlers];
