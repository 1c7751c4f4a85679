import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { startReport } from '../commands/start-report.server.ts';
import { startForm } from '../forms/monthly.ts';
import { canWriteMonthly } from '../policy.ts';

export const loader = page({ guard: canWriteMonthly }, () => seeOther('/reports/monthly'));

/** Begins a unit's report, or leads to the one that is there. */
export const action = submit({ guard: canWriteMonthly, form: startForm }, async ({ actor, form, context }) => {
  const outcome = await startReport(portsOf(context), actor, form);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/reports/monthly/${outcome.id}?done=started`);
});
