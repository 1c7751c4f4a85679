import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { reopenBody } from '../commands/keep-body.server.ts';
import { bodyParams, reopeningForm } from '../forms/bodies.ts';
import { canKeepBodies } from '../policy.ts';

export const loader = page({ guard: canKeepBodies, params: bodyParams }, ({ params }) => seeOther(`/tickets/bodies/${params.key}`));

export const action = submit({ guard: canKeepBodies, params: bodyParams, form: reopeningForm }, async ({ actor, params, form, context }) => {
  const outcome = await reopenBody(portsOf(context), actor, params.key, form);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/tickets/bodies/${params.key}?done=reopened`);
});
