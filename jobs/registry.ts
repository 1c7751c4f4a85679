import type { Program } from '../app/bootstrap.server.ts';
import { eventJobs, type Subscription } from '../app/platform/events.server.ts';
import type { JobHandler } from '../app/platform/jobs/jobs.server.ts';
import { createRunner, type Runner } from '../app/platform/jobs/runner.server.ts';
import { contestJobs } from './contest/index.ts';
import { faqJobs } from './faq/index.ts';
import { learningJobs } from './learning/index.ts';
import { messagingJobs } from './messaging/index.ts';
import { peopleJobs } from './people/index.ts';
import { reportJobs } from './reports/index.ts';

/** Who hears which event. */
const subscriptions: Subscription[] = [];

/** Every job of the product. */
export const jobHandlers: JobHandler[] = [...eventJobs(subscriptions), ...peopleJobs, ...messagingJobs, ...learningJobs, ...faqJobs, ...contestJobs, ...reportJobs];

/**
 * The runner with all jobs, for the web process and for workers: the embedded one, or with REDIS_URL the one that shares jobs out through BullMQ.
 * BullMQ is loaded only then, so that the default start stays quick and small.
 */
export async function createJobRunner({ db, clock, log, secret, env, processId }: Program): Promise<Runner> {
  const context = { db, clock, log, secret, timeZone: env.TZ_DISPLAY, env, processId };
  if (!env.REDIS_URL) return createRunner(context, jobHandlers);
  const { createQueueRunner } = await import('../app/platform/jobs/queue.server.ts');
  return createQueueRunner(context, jobHandlers, env.REDIS_URL);
}
