import { firstFault, page, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { removeEvidence } from '../commands/adoption-files.server.ts';
import { filePortsOf } from '../entry-files.server.ts';
import { evidenceParams, removalForm } from '../forms/adoption-use.ts';
import { canLeadAdoptions } from '../policy.ts';

export const loader = page({ guard: canLeadAdoptions, params: evidenceParams }, ({ params }) => seeOther(`/contest-desk/adoptions/${params.id}/files`));

/** Takes a file of evidence out. */
export const action = submit({ guard: canLeadAdoptions, params: evidenceParams, form: removalForm }, async ({ actor, params, form, context }) => {
  const outcome = await removeEvidence(filePortsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/contest-desk/adoptions/${params.id}/files?done=removed`);
});
