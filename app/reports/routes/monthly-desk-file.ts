import { listFile, page } from '../../people/index.server.ts';
import { exportDesk } from '../commands/export-monthly.server.ts';
import { deskFileQuery } from '../forms/monthly.ts';
import { canSeeMonthly } from '../policy.ts';

/** The list of a month as a file, filtered as on the page. */
export const loader = page({ guard: canSeeMonthly, isRecorded: true, query: deskFileQuery }, ({ actor, query, context }) =>
  listFile(context, query.format, 'bao-cao-thang', (ports, wish) => exportDesk(ports, actor, query, wish)));
