import type { Instant } from '../../app/platform/clock.ts';
import type { JobContract } from '../../app/platform/jobs/contract.ts';
import { enqueue, handleJob } from '../../app/platform/jobs/jobs.server.ts';
import type { Ports } from '../../app/people/index.server.ts';

/** A nightly job whose work has an hour of its own, by the policy: a run that comes too early comes again then, one that comes late does what the work itself says of missed days. */
export function atItsHour<Report extends { againAt: Instant | null }>(job: JobContract<Record<string, never>>, work: (ports: Ports) => Promise<Report>, done: string) {
  return handleJob(job, async (_payload, { db, clock, timeZone, log }) => {
    const { againAt, ...written } = await work({ db, clock, timeZone });
    if (againAt) await enqueue(db, job, {}, { now: clock.now().toISOString(), runAt: againAt, uniqueKey: `${job.name}:${againAt}` });
    else log.info(written as object, done);
  });
}
