import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { showEvidence } from '../commands/adoption-files.server.ts';
import { evidenceParams, showingForm } from '../forms/adoption-use.ts';
import { canLeadAdoptions } from '../policy.ts';

export const loader = page({ guard: canLeadAdoptions, params: evidenceParams }, ({ params }) => seeOther(`/contest-desk/adoptions/${params.id}/files`));

/** Shows a file to everybody, or stops it. */
export const action = submit({ guard: canLeadAdoptions, params: evidenceParams, form: showingForm }, async ({ actor, params, form, context }) => {
  const outcome = await showEvidence(portsOf(context), actor, { ...params, revision: form.revision, isShown: form.shown, evenUnscanned: form.unscanned });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/contest-desk/adoptions/${params.id}/files?done=${form.shown ? 'shown' : 'hidden'}`);
});
