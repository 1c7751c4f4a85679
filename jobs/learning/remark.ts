import { remarkAttempts } from '../../app/learning/index.server.ts';
import { remarkJob } from '../../app/learning/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Marks again the attempts that hold a suspended question; a run that was cut off goes on where it stopped. */
export const remarkHandler = handleJob(remarkJob, async ({ suspensionId }, { db, clock, secret, log }) => {
  const attempts = await remarkAttempts(db, { suspensionId, now: clock.now().toISOString(), secret });
  log.info({ suspensionId, attempts }, 'attempts marked again');
});
