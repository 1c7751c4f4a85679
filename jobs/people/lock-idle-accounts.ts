import { lockIdleAccounts, lockIdleAccountsJob } from '../../app/people/index.server.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const lockIdleAccountsHandler = handleJob(lockIdleAccountsJob, async (_payload, { db, clock, timeZone, log }) => {
  const count = await lockIdleAccounts({ db, clock, timeZone });
  log.info({ count }, 'idle accounts disabled');
});
