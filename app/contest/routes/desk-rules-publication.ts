import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { publishRules } from '../commands/publish-call.server.ts';
import { callParams, deedForm } from '../forms/calls.ts';
import { canOrganiseContests } from '../policy.ts';

export const loader = page({ guard: canOrganiseContests, params: callParams }, ({ params }) => seeOther(`/contest-desk/${params.id}`));

/** Makes the draft of the rules the version that counts. */
export const action = submit({ guard: canOrganiseContests, params: callParams, form: deedForm }, async ({ actor, params, form, context }) => {
  const outcome = await publishRules(portsOf(context), actor, { id: params.id, revision: form.revision });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.id}?done=rules`);
});
