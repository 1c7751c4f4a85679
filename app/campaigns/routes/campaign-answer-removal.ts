import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { releaseAnswer } from '../commands/campaign-answers.server.ts';
import { answerParams, submitForm } from '../forms/campaign.ts';
import { canWriteCampaigns } from '../policy.ts';

export const loader = page({ guard: canWriteCampaigns, params: answerParams }, ({ params }) => seeOther(`/campaigns/${params.id}/answers`));

/** Takes an answer off the list of those that must be shown. */
export const action = submit({ guard: canWriteCampaigns, params: answerParams, form: submitForm }, async ({ actor, params, form, context }) => {
  const outcome = await releaseAnswer(portsOf(context), actor, params.id, { revision: form.revision, entryId: params.entry });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/campaigns/${params.id}/answers`);
});
