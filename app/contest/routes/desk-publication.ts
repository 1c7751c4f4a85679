import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { publishCall } from '../commands/publish-call.server.ts';
import { callParams, deedForm } from '../forms/calls.ts';
import { canOrganiseContests } from '../policy.ts';

export const loader = page({ guard: canOrganiseContests, params: callParams }, ({ params }) => seeOther(`/contest-desk/${params.id}`));

/** Opens a contest to the public. */
export const action = submit({ guard: canOrganiseContests, params: callParams, form: deedForm }, async ({ actor, params, form, context }) => {
  const outcome = await publishCall(portsOf(context), actor, { id: params.id, revision: form.revision });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/contest-desk/${params.id}?done=published`);
});
