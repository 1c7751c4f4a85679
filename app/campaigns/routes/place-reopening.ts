import { z } from 'zod';
import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { reopenPlace } from '../commands/write-place.server.ts';
import { placeParams } from '../forms/broadcast.ts';
import { canConfirmBroadcasts } from '../policy.ts';

export const loader = page({ guard: canConfirmBroadcasts, params: placeParams }, ({ params }) => seeOther(`/campaigns/places/${params.place}`));

/** Takes a place into use again. */
export const action = submit({ guard: canConfirmBroadcasts, params: placeParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const outcome = await reopenPlace(portsOf(context), actor, params.place);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/campaigns/places/${params.place}?done=reopened`);
});
