import { remindDue } from '../../app/learning/index.server.ts';
import { remindJob } from '../../app/learning/jobs.ts';
import { atItsHour } from './at-its-hour.ts';

/** Writes today's training reminders; a late run writes only the newest step that was missed. */
export const remindHandler = atItsHour(remindJob, remindDue, 'training reminders written');
