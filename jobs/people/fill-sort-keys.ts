import { fillSortKeys, fillSortKeysJob } from '../../app/people/index.server.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const fillSortKeysHandler = handleJob(fillSortKeysJob, async (_payload, { db, log }) => {
  const count = await fillSortKeys(db);
  log.info({ count }, 'sort keys filled');
});
