import type { Program } from '../app/bootstrap.server.ts';
import { eventJobs, type Subscription } from '../app/platform/events.server.ts';
import type { JobHandler } from '../app/platform/jobs/jobs.server.ts';
import { createRunner, type Runner } from '../app/platform/jobs/runner.server.ts';

/** Who hears which event. */
const subscriptions: Subscription[] = [];

/** Every job of the product. */
const handlers: JobHandler[] = [...eventJobs(subscriptions)];

/** The runner with all jobs, for the web process and for workers. */
export function createJobRunner({ db, clock, log }: Program): Runner {
  return createRunner({ db, clock, log }, handlers);
}
