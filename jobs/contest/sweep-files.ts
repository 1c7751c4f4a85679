import { join } from 'node:path';
import { sweepEntryFiles } from '../../app/contest/index.server.ts';
import { sweepFilesJob } from '../../app/contest/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const sweepFilesHandler = handleJob(sweepFilesJob, async (_payload, { db, clock, log, env }) => {
  if (!env) throw new Error('files cannot be swept without the settings of their folder');
  const swept = await sweepEntryFiles({ db, clock, filesDir: join(env.DATA_DIR, 'files'), scanner: env });
  log.info(swept, 'files of entries swept');
});
