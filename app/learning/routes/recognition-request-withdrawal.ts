import { firstFault, page, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { withdrawRequest } from '../commands/write-request.server.ts';
import { emptyRequestForm, requestParams } from '../forms/recognition-requests.ts';
import { copyPorts } from '../recognition-copies.server.ts';

export const loader = page({ guard: 'signed-in', params: requestParams }, ({ params }) => seeOther(`/certificates/recognition/${params.request}`));

/** Takes a request back that nobody has decided. */
export const action = submit({ guard: 'signed-in', params: requestParams, form: emptyRequestForm }, async ({ actor, params, context }) => {
  const outcome = await withdrawRequest(copyPorts(context), actor, params.request);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/certificates/recognition/${params.request}?done=withdrawn`);
});
