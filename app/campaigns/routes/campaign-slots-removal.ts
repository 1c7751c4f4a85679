import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { removeSlots } from '../commands/broadcast.server.ts';
import { removeSlotsForm } from '../forms/broadcast.ts';
import { campaignParams } from '../forms/campaign.ts';
import { canWriteCampaigns } from '../policy.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, ({ params }) => seeOther(`/campaigns/${params.id}/slots`));

/** Takes one planned moment out again. */
export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: removeSlotsForm }, async ({ actor, params, form, context }) => {
  const outcome = await removeSlots(portsOf(context), actor, params.id, form);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/campaigns/${params.id}/slots?done=removed`);
});
