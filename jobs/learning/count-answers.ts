import { countAnswers } from '../../app/learning/index.server.ts';
import { countAnswersJob } from '../../app/learning/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Counts the answers of people for the statistics of questions. */
export const countAnswersHandler = handleJob(countAnswersJob, (_payload, { db, clock }) => countAnswers(db, clock.now().toISOString()));
