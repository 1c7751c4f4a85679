import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { removeEvidence } from '../commands/upload-evidence.server.ts';
import { fileParams, plainForm } from '../forms/monthly.ts';
import { canWriteMonthly } from '../policy.ts';

export const loader = page({ guard: canWriteMonthly, params: fileParams }, ({ params }) => seeOther(`/reports/monthly/${params.report}`));

/** Takes a file out of a report that is written. */
export const action = submit({ guard: canWriteMonthly, params: fileParams, form: plainForm }, async ({ actor, params, context }) => {
  const outcome = await removeEvidence(portsOf(context), actor, params.report, params.file);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/reports/monthly/${params.report}?done=removed`);
});
