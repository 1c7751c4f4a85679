import { openRenewals } from '../../app/learning/index.server.ts';
import { renewJob } from '../../app/learning/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Opens the renewals that are due, before the reminders of the morning. */
export const renewHandler = handleJob(renewJob, async (_payload, { db, clock, timeZone, log }) => {
  log.info({ opened: await openRenewals({ db, clock, timeZone }) }, 'renewals opened');
});
