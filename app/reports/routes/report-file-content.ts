import { portsOf } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { fileHeaders } from '../../platform/sheets/sheet-file.server.ts';
import { fetchReportFile } from '../commands/fetch-report-file.server.ts';
import { fileParams } from '../forms/saved-report.ts';
import { canSeeReports } from '../policy.ts';

/** The bytes of a file that was made on schedule. */
export const loader = page({ guard: canSeeReports, isRecorded: true, params: fileParams }, async ({ actor, params, context }) => {
  const { bytes, fileName, format } = await fetchReportFile(portsOf(context), actor, params.file);
  return new Response(bytes as never, { headers: fileHeaders(format, fileName) });
});
