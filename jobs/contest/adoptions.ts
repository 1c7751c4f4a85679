import { promptAdoptions, promptAdoptionsJob } from '../../app/contest/index.server.ts';
import { handleJob, type JobHandler } from '../../app/platform/jobs/jobs.server.ts';

const promptAdoptionsHandler = handleJob(promptAdoptionsJob, async (_payload, { db, clock, log, timeZone }) => {
  const count = await promptAdoptions({ db, clock, timeZone });
  log.info({ count }, 'owners of adoptions asked');
});

/** Jobs of what becomes of a prize. */
export const adoptionJobs: JobHandler[] = [promptAdoptionsHandler];
