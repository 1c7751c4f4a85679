import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { summaryQuery } from '../forms/monthly.ts';
import { sendDocument } from '../monthly-document.server.ts';
import { canSeeMonthly } from '../policy.ts';
import { consolidatedPaper } from '../queries/report-paper.server.ts';

/** The consolidation as a PDF file. */
export const loader = page({ guard: canSeeMonthly, query: summaryQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  return sendDocument(await consolidatedPaper(context.db, actor, query, { ...momentOf(ports), timeZone: ports.timeZone }), 'pdf');
});
