import { escalateDue } from '../../app/learning/index.server.ts';
import { escalateJob } from '../../app/learning/jobs.ts';
import { enqueue, handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Tells leaders who is late, at the hour of the reminders: a run that comes too early comes again then, one that comes late tells the newest step that was missed. */
export const escalateHandler = handleJob(escalateJob, async (_payload, { db, clock, timeZone, log }) => {
  const { againAt, ...written } = await escalateDue({ db, clock, timeZone });
  if (againAt) await enqueue(db, escalateJob, {}, { now: clock.now().toISOString(), runAt: againAt, uniqueKey: `${escalateJob.name}:${againAt}` });
  else log.info(written, 'leaders told of who is late');
});
