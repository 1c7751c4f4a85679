import { countUnitFigures } from '../../app/learning/index.server.ts';
import { countUnitsJob } from '../../app/learning/jobs.ts';
import { handleJob } from '../../app/platform/jobs/jobs.server.ts';

/** Counts what leaders compare over time: ends of months, topics, what is still known. */
export const countUnitsHandler = handleJob(countUnitsJob, (_payload, { db, clock, timeZone }) => countUnitFigures({ db, clock, timeZone }));
