import { remindDue } from '../../app/learning/index.server.ts';
import { remindJob } from '../../app/learning/jobs.ts';
import { enqueue, handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Writes today's training reminders at the hour that the policy says: a run that comes too early comes again then, one that comes late writes only the newest step that was missed. */
export const remindHandler = handleJob(remindJob, async (_payload, { db, clock, timeZone, log }) => {
  const { againAt, ...written } = await remindDue({ db, clock, timeZone });
  if (againAt) await enqueue(db, remindJob, {}, { now: clock.now().toISOString(), runAt: againAt, uniqueKey: `${remindJob.name}:${againAt}` });
  else log.info(written, 'training reminders written');
});
