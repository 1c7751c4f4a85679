import { eraseCalls, eraseCallsJob } from '../../app/faq/index.server.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const eraseCallsHandler = handleJob(eraseCallsJob, async (_payload, { db, clock, timeZone, log }) => {
  const count = await eraseCalls({ db, clock, timeZone });
  log.info({ count }, 'calls erased');
});
