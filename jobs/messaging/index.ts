import { fanOut } from '../../app/messaging/index.server.ts';
import { fanOutJob } from '../../app/messaging/jobs.ts';
import { handleJob, type JobHandler } from '../../app/platform/jobs/jobs.server.ts';

/** Jobs of messaging. */
export const messagingJobs: JobHandler[] = [handleJob(fanOutJob, async ({ messageId }, { db, clock }) => void (await fanOut(db, clock, messageId)))];
