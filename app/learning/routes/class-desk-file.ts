import { listFile, page } from '../../people/index.server.ts';
import { canSeeClasses } from '../../people/policy.ts';
import { exportClasses } from '../commands/export-classes.server.ts';
import { deskFileQuery } from '../forms/classes.ts';

/** The classes of the desk as a file. */
export const loader = page({ guard: canSeeClasses, isRecorded: true, query: deskFileQuery }, ({ actor, query: { format, tab = 'ahead', unit }, context }) =>
  listFile(context, format, 'lop-hoc', (ports, wish) => exportClasses(ports, actor, { tab, unit }, wish)));
