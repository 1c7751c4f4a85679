import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { completeAdoptionStep } from '../commands/write-adoption.server.ts';
import { completionForm, stepParams } from '../forms/results.ts';
import { canLeadAdoptions } from '../policy.ts';

export const loader = page({ guard: canLeadAdoptions, params: stepParams }, ({ params }) => seeOther(`/contest-desk/adoptions/${params.id}`));

/** Records that a milestone was reached. */
export const action = submit({ guard: canLeadAdoptions, params: stepParams, form: completionForm }, async ({ actor, params, form, context }) => {
  const outcome = await completeAdoptionStep(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/contest-desk/adoptions/${params.id}?done=saved`);
});
