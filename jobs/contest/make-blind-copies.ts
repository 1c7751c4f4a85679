import { join } from 'node:path';
import { makeBlindCopies } from '../../app/contest/index.server.ts';
import { makeBlindCopiesJob } from '../../app/contest/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const makeBlindCopiesHandler = handleJob(makeBlindCopiesJob, async (payload, { db, clock, log, timeZone, env }) => {
  if (!env) throw new Error('clean copies cannot be made without the settings of the folder of files');
  const count = await makeBlindCopies({ db, clock, timeZone, filesDir: join(env.DATA_DIR, 'files') }, payload);
  log.info({ count }, 'clean copies made');
});
