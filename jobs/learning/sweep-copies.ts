import { join } from 'node:path';
import { sweepCopies } from '../../app/learning/index.server.ts';
import { sweepCopiesJob } from '../../app/learning/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Erases copies of certificates from elsewhere that nobody needs any more. */
export const sweepCopiesHandler = handleJob(sweepCopiesJob, async (_payload, { db, clock, timeZone, log, env }) => {
  if (!env) throw new Error('files cannot be swept without the settings of their folder');
  const swept = await sweepCopies({ db, clock, timeZone, filesDir: join(env.DATA_DIR, 'files'), scanner: env });
  log.info(swept, 'copies of certificates swept');
});
