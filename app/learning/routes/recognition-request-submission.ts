import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { submitRequest } from '../commands/write-request.server.ts';
import { emptyRequestForm, requestParams } from '../forms/recognition-requests.ts';

export const loader = page({ guard: 'signed-in', params: requestParams }, ({ params }) => seeOther(`/certificates/recognition/${params.request}`));

/** Sends a request to whoever administers training. */
export const action = submit({ guard: 'signed-in', params: requestParams, form: emptyRequestForm }, async ({ actor, params, context }) => {
  const outcome = await submitRequest(portsOf(context), actor, params.request);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/certificates/recognition/${params.request}?done=sent`);
});
