import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { returnCampaign } from '../commands/approve-campaign.server.ts';
import { campaignParams, returnForm } from '../forms/campaign.ts';
import { canApproveCampaigns } from '../policy.ts';

export const loader = page({ guard: canApproveCampaigns, params: campaignParams }, ({ params }) => seeOther(`/campaigns/${params.id}`));

/** Hands a campaign back to its authors. */
export const action = submit({ guard: canApproveCampaigns, params: campaignParams, form: returnForm }, async ({ actor, params, form, context }) => {
  const outcome = await returnCampaign(portsOf(context), actor, { id: params.id, reason: form.reason });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/campaigns/${params.id}?done=returned`);
});
