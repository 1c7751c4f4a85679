import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { carryOver } from '../commands/write-report.server.ts';
import { plainForm, reportParams } from '../forms/monthly.ts';
import { canWriteMonthly } from '../policy.ts';

export const loader = page({ guard: canWriteMonthly, params: reportParams }, ({ params }) => seeOther(`/reports/monthly/${params.report}`));

/** Fills what is empty from the unit's last report. */
export const action = submit({ guard: canWriteMonthly, params: reportParams, form: plainForm }, async ({ actor, params, context }) => {
  const outcome = await carryOver(portsOf(context), actor, params.report);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/reports/monthly/${params.report}?done=carried`);
});
