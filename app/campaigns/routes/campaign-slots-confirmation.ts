import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { confirmSlots } from '../commands/broadcast.server.ts';
import { confirmSlotsForm } from '../forms/broadcast.ts';
import { campaignParams } from '../forms/campaign.ts';
import { canConfirmBroadcasts } from '../policy.ts';

export const loader = page({ guard: canConfirmBroadcasts, params: campaignParams }, ({ params }) => seeOther(`/campaigns/${params.id}/slots`));

/** Confirms several broadcasts at once. */
export const action = submit({ guard: canConfirmBroadcasts, params: campaignParams, form: confirmSlotsForm }, async ({ actor, params, form, context }) => {
  const outcome = await confirmSlots(portsOf(context), actor, params.id, form.slots);
  if (!outcome.ok) throw new AppError('invalid', firstFault(outcome));
  return seeOther(`/campaigns/${params.id}/slots?view=overdue&done=${outcome.count > 0 ? 'confirmed' : 'none'}`);
});
