import { autoSubmit } from '../../app/learning/index.server.ts';
import { autoSubmitJob } from '../../app/learning/jobs.ts';
import { enqueue, handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Hands in an attempt at the end of its time. When the machine's clock was set back meanwhile, the job comes again at the right time. */
export const autoSubmitHandler = handleJob(autoSubmitJob, async ({ attemptId }, { db, clock, secret }) => {
  const now = clock.now().toISOString();
  const tooEarlyUntil = await autoSubmit(db, { attemptId, now, secret, source: 'job' });
  if (tooEarlyUntil) await enqueue(db, autoSubmitJob, { attemptId }, { now, runAt: tooEarlyUntil });
});
