import { listFile, page } from '../../people/index.server.ts';
import { canSeeClasses } from '../../people/policy.ts';
import { exportAttendance } from '../commands/export-classes.server.ts';
import { classParams, formatQuery } from '../forms/classes.ts';

/** The people of a class with their attendance as a file. */
export const loader = page({ guard: canSeeClasses, isRecorded: true, params: classParams, query: formatQuery }, ({ actor, params, query: { format }, context }) =>
  listFile(context, format, 'diem-danh', (ports, wish) => exportAttendance(ports, actor, params.class, wish)));
