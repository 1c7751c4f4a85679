import { listFile } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { exportEscalations } from '../commands/export-escalations.server.ts';
import { escalationsFileQuery } from '../forms/reminders.ts';

/** Of whom leaders were told as a file, filtered as on the page. */
export const loader = page({ guard: canSeeReminders, isRecorded: true, query: escalationsFileQuery }, ({ actor, query: { format, unit, course, day, led }, context }) =>
  listFile(context, format, 'bao-lanh-dao', (ports, wish) => exportEscalations(ports, actor, { unit, course, day, led }, wish)));
