import { writeDigests } from '../../app/learning/index.server.ts';
import { digestJob } from '../../app/learning/jobs.ts';
import { enqueue, handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Writes the leaders' figures of the week on their day, at their hour; on other days it finds nothing to do. */
export const digestHandler = handleJob(digestJob, async (_payload, { db, clock, timeZone, log }) => {
  const { againAt, ...written } = await writeDigests({ db, clock, timeZone });
  if (againAt) await enqueue(db, digestJob, {}, { now: clock.now().toISOString(), runAt: againAt, uniqueKey: `${digestJob.name}:${againAt}` });
  else log.info(written, 'digests for leaders written');
});
