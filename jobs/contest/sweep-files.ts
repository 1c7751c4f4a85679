import { join } from 'node:path';
import { sweepEntryFiles, sweepEvidence } from '../../app/contest/index.server.ts';
import { sweepFilesJob } from '../../app/contest/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const sweepFilesHandler = handleJob(sweepFilesJob, async (_payload, { db, clock, log, env }) => {
  if (!env) throw new Error('files cannot be swept without the settings of their folder');
  const ports = { db, clock, filesDir: join(env.DATA_DIR, 'files'), scanner: env };
  log.info(await sweepEntryFiles(ports), 'files of entries swept');
  log.info(await sweepEvidence(ports), 'files of adoptions swept');
});
