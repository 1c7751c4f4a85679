import { claimJob, handlersByName, performJob, type Handlers } from './claimed-job.server.ts';
import type { JobContext, JobHandler } from './jobs.server.ts';
import { createTicker, type Ticker } from './ticker.ts';

const pollMilliseconds = 500;

/** What runs the rows of the table `job`: the embedded one here, or the one that shares them out through BullMQ (queue.server.ts). */
export interface Runner extends Ticker {}

export interface EmbeddedRunner extends Runner {
  /** Runs every due job and returns how many ran: for tests and for draining. */
  runDue(): Promise<number>;
}

/** The embedded job runner: one job at a time, claimed with a lease so that a killed process loses nothing. */
export function createRunner(context: JobContext, handlers: readonly JobHandler[]): EmbeddedRunner {
  const byName = handlersByName(handlers);
  const ticker = createTicker(pollMilliseconds, (isStopping) => drain(context, byName, isStopping), (error) => context.log.error({ err: error }, 'job runner'));
  return { ...ticker, runDue: () => drain(context, byName, () => false) };
}

async function drain(context: JobContext, handlers: Handlers, isStopping: () => boolean): Promise<number> {
  let count = 0;
  for (let job = await claimJob(context); job; job = isStopping() ? undefined : await claimJob(context)) {
    await performJob(context, handlers, job);
    count += 1;
  }
  return count;
}
