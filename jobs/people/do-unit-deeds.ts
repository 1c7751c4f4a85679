import { doUnitDeeds, doUnitDeedsJob } from '../../app/people/index.server.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';
import { countUnitWork } from '../../app/reports/index.server.ts';

export const doUnitDeedsHandler = handleJob(doUnitDeedsJob, async (_payload, { db, clock, timeZone, log }) => {
  const counts = await doUnitDeeds({ db, clock, timeZone }, countUnitWork);
  log.info(counts, 'planned changes of units');
});
