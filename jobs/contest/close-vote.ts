import { closeVote } from '../../app/contest/index.server.ts';
import { closeVoteJob } from '../../app/contest/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

export const closeVoteHandler = handleJob(closeVoteJob, async ({ contestId }, { db, clock, log, timeZone }) => {
  log.info({ closed: await closeVote({ db, clock, timeZone }, contestId) }, 'public vote');
});
