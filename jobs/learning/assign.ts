import { followRules, runAssignment } from '../../app/learning/index.server.ts';
import { assignJob, assignRuleJob } from '../../app/learning/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Carries out one rule of assignment; a run that was cut off goes on where it stopped. */
export const assignRuleHandler = handleJob(assignRuleJob, ({ runId }, { db, clock, timeZone }) => runAssignment({ db, clock, timeZone }, runId));

/** Starts a run for every rule that has something to do today, before renewals and reminders. */
export const assignHandler = handleJob(assignJob, async (_payload, { db, clock, timeZone, log }) => {
  log.info({ started: await followRules({ db, clock, timeZone }) }, 'assignment rules followed');
});
