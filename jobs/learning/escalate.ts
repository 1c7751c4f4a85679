import { escalateDue } from '../../app/learning/index.server.ts';
import { escalateJob } from '../../app/learning/jobs.ts';
import { atItsHour } from './at-its-hour.ts';

/** Tells leaders who is late, at the hour of the reminders; a late run tells the newest step that was missed. */
export const escalateHandler = atItsHour(escalateJob, escalateDue, 'leaders told of who is late');
