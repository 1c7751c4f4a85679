import type { Program } from '../app/bootstrap.server.ts';
import { eventJobs, type Subscription } from '../app/platform/events.server.ts';
import type { JobHandler } from '../app/platform/jobs/jobs.server.ts';
import { createRunner, type Runner } from '../app/platform/jobs/runner.server.ts';
import { learningJobs } from './learning/index.ts';
import { peopleJobs } from './people/index.ts';

/** Who hears which event. */
const subscriptions: Subscription[] = [];

/** Every job of the product. */
export const jobHandlers: JobHandler[] = [...eventJobs(subscriptions), ...peopleJobs, ...learningJobs];

/** The runner with all jobs, for the web process and for workers. */
export function createJobRunner({ db, clock, log, secret, env }: Program): Runner {
  return createRunner({ db, clock, log, secret, timeZone: env.TZ_DISPLAY }, jobHandlers);
}
