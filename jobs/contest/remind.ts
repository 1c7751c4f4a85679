import { remindContests } from '../../app/contest/index.server.ts';
import { remindContestsJob } from '../../app/contest/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const remindContestsHandler = handleJob(remindContestsJob, async (_payload, { db, clock, log, timeZone }) => {
  const count = await remindContests({ db, clock, timeZone });
  log.info({ count }, 'judges and entrants reminded');
});
