import { join } from 'node:path';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';
import { sweepEvidence } from '../../app/reports/index.server.ts';
import { sweepEvidenceJob } from '../../app/reports/jobs.ts';

/** Has evidence looked at that came in while no scanner answered, and clears what broken uploads left behind. */
export const sweepEvidenceHandler = handleJob(sweepEvidenceJob, async (_payload, { db, clock, log, env }) => {
  if (!env) throw new Error('files cannot be swept without the settings of their folder');
  const swept = await sweepEvidence({ db, clock, filesDir: join(env.DATA_DIR, 'files'), scanner: env });
  log.info(swept, 'evidence of monthly reports swept');
});
