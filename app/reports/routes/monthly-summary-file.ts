import { listFile, page } from '../../people/index.server.ts';
import { exportSummary } from '../commands/export-monthly.server.ts';
import { summaryFileQuery } from '../forms/monthly.ts';
import { canSeeMonthly } from '../policy.ts';

/** A table of the consolidation as a file. */
export const loader = page({ guard: canSeeMonthly, isRecorded: true, query: summaryFileQuery }, ({ actor, query: { format, ...asked }, context }) =>
  listFile(context, format, `tong-hop-${asked.list}`, (ports, wish) => exportSummary(ports, actor, asked, wish)));
