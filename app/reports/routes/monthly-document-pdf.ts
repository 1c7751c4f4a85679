import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { reportParams } from '../forms/monthly.ts';
import { sendDocument } from '../monthly-document.server.ts';
import { canSeeMonthly } from '../policy.ts';
import { reportPaper } from '../queries/report-paper.server.ts';

/** A unit's report as a PDF file. */
export const loader = page({ guard: canSeeMonthly, params: reportParams }, async ({ actor, params, context }) => {
  const ports = portsOf(context);
  return sendDocument(await reportPaper(context.db, actor, params.report, { ...momentOf(ports), timeZone: ports.timeZone }), 'pdf');
});
