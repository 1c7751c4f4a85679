import { applyImport, applyImportJob } from '../../app/people/index.server.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Carries out a confirmed import of people. */
export const applyImportHandler = handleJob(applyImportJob, ({ batchId }, context) => applyImport(context, batchId));
