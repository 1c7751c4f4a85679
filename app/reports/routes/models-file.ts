import { listFile, page } from '../../people/index.server.ts';
import { exportRegister } from '../commands/export-monthly.server.ts';
import { formatQuery } from '../forms/monthly.ts';
import { canSeeMonthly } from '../policy.ts';

/** The register of models with their carriers as a file. */
export const loader = page({ guard: canSeeMonthly, isRecorded: true, query: formatQuery }, ({ actor, query: { format }, context }) =>
  listFile(context, format, 'danh-muc-mo-hinh', (ports, wish) => exportRegister(ports, actor, wish)));
