import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { awardPrizes } from '../commands/publish-results.server.ts';
import { contestParams, plainForm } from '../forms/results.ts';
import { canAwardPrizes } from '../policy.ts';

export const loader = page({ guard: canAwardPrizes, params: contestParams }, ({ params }) => seeOther(`/contest-desk/${params.contest}/results`));

/** Records that the prizes were handed over. */
export const action = submit({ guard: canAwardPrizes, params: contestParams, form: plainForm }, async ({ actor, params, context }) => {
  const outcome = await awardPrizes(portsOf(context), actor, params.contest);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/contest-desk/${params.contest}/results`);
});
