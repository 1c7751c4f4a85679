import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { recordSurvey } from '../commands/evaluate-campaign.server.ts';
import { surveyForm } from '../forms/broadcast.ts';
import { campaignParams } from '../forms/campaign.ts';
import { canWriteCampaigns } from '../policy.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, ({ params }) => seeOther(`/campaigns/${params.id}/evaluation`));

/** Records the counts of a survey of citizens. */
export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: surveyForm }, async ({ actor, params, form, context }) => {
  const outcome = await recordSurvey(portsOf(context), actor, params.id, form);
  if (!outcome.ok) throw new AppError('form' in outcome.faults ? 'conflict' : 'invalid', firstFault(outcome));
  return seeOther(`/campaigns/${params.id}/evaluation?done=recorded`);
});
