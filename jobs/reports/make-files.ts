import { handleJob } from '../../app/platform/jobs/jobs.server.ts';
import { makeReportFiles } from '../../app/reports/index.server.ts';
import { makeFilesJob } from '../../app/reports/jobs.ts';

/** Makes the files of a schedule when their moment has come. */
export const makeFilesHandler = handleJob(makeFilesJob, async ({ scheduleId }, { db, clock, timeZone, log }) => {
  const files = await makeReportFiles({ db, clock, timeZone }, scheduleId);
  log.info({ files }, 'report files made');
});
