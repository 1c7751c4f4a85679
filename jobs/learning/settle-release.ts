import { settleRelease } from '../../app/learning/index.server.ts';
import { settleReleaseJob } from '../../app/learning/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Completes a course for whoever has done all that the version just released asks for. */
export const settleReleaseHandler = handleJob(settleReleaseJob, async ({ courseId }, { db, clock, secret, log }) => {
  const issued = await settleRelease(db, { courseId, now: clock.now().toISOString(), secret });
  log.info({ courseId, issued }, 'release settled');
});
