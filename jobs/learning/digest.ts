import { writeDigests } from '../../app/learning/index.server.ts';
import { digestJob } from '../../app/learning/jobs.ts';
import { atItsHour } from './at-its-hour.ts';

/** Writes the leaders' figures of the week on their day; on other days it finds nothing to do. */
export const digestHandler = atItsHour(digestJob, writeDigests, 'digests for leaders written');
