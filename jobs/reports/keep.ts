import { handleJob } from '../../app/platform/jobs/jobs.server.ts';
import { keepReports } from '../../app/reports/index.server.ts';
import { keepReportsJob } from '../../app/reports/jobs.ts';

/** Keeps schedules going and throws away files whose time is over. */
export const keepReportsHandler = handleJob(keepReportsJob, async (_payload, { db, clock, timeZone, log }) => {
  const gone = await keepReports({ db, clock, timeZone });
  log.info({ gone }, 'report files thrown away');
});
