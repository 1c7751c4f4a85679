import { clearHeldForms, clearHeldFormsJob } from '../../app/people/index.server.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const clearHeldFormsHandler = handleJob(clearHeldFormsJob, async (_payload, { db, clock, log }) => {
  const count = await clearHeldForms(db, clock.now().toISOString());
  log.info({ count }, 'kept forms cleared');
});
