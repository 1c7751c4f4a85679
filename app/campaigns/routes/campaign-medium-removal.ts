import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { removeMedium } from '../commands/write-campaign.server.ts';
import { removalParams, submitForm } from '../forms/campaign.ts';
import { canWriteCampaigns } from '../policy.ts';

export const loader = page({ guard: canWriteCampaigns, params: removalParams }, ({ params }) => seeOther(`/campaigns/${params.id}/content`));

/** Takes a medium out of a campaign. */
export const action = submit({ guard: canWriteCampaigns, params: removalParams, form: submitForm }, async ({ actor, params, form, context }) => {
  const outcome = await removeMedium(portsOf(context), actor, params.id, params.medium, form.revision);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/campaigns/${params.id}/content`);
});
