import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { setRecognition } from '../commands/write-adoption.server.ts';
import { adoptionParams, recognitionForm } from '../forms/results.ts';
import { canLeadAdoptions } from '../policy.ts';

export const loader = page({ guard: canLeadAdoptions, params: adoptionParams }, ({ params }) => seeOther(`/contest-desk/adoptions/${params.id}`));

/** Records where the recognition as an initiative stands. */
export const action = submit({ guard: canLeadAdoptions, params: adoptionParams, form: recognitionForm }, async ({ actor, params, form, context }) => {
  const outcome = await setRecognition(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/contest-desk/adoptions/${params.id}?done=saved`);
});
