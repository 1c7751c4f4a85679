import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { receiveReports } from '../commands/receive-reports.server.ts';
import { receiptsForm } from '../forms/monthly.ts';
import { canReceiveMonthly } from '../policy.ts';

export const loader = page({ guard: canReceiveMonthly }, () => seeOther('/reports/monthly'));

/** Receives the reports that were ticked in the list. */
export const action = submit({ guard: canReceiveMonthly, form: receiptsForm }, async ({ actor, form, context }) => {
  const reports = form.reports.map((one) => ({ id: one.split(':')[0] ?? '', revision: Number(one.split(':')[1]) }));
  return seeOther(`/reports/monthly?month=${form.month}&done=${await receiveReports(portsOf(context), actor, reports)}`);
});
