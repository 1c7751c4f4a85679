import { abandonImports, clearImportRows, clearImportRowsJob } from '../../app/people/index.server.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const clearImportRowsHandler = handleJob(clearImportRowsJob, async (_payload, { db, clock, timeZone, log }) => {
  const count = await clearImportRows({ db, clock, timeZone });
  const abandoned = await abandonImports({ db, clock, timeZone });
  log.info({ count, abandoned }, 'import rows cleared');
});
