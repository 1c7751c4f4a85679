import { remindReports } from '../../app/reports/index.server.ts';
import { remindReportsJob } from '../../app/reports/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Reminds of monthly reports. */
export const remindReportsHandler = handleJob(remindReportsJob, async (_payload, { db, clock, log, timeZone }) => {
  const count = await remindReports({ db, clock, timeZone });
  log.info({ count }, 'units reminded of their monthly report');
});
