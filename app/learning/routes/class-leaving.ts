import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { leavePlace } from '../commands/take-place.server.ts';
import { classParams, emptyForm } from '../forms/classes.ts';

export const loader = page({ guard: 'signed-in', params: classParams }, ({ params }) => seeOther(`/classes/${params.class}`));

/** Gives a place or a turn back. */
export const action = submit({ guard: 'signed-in', params: classParams, form: emptyForm }, async ({ actor, params, context }) => {
  const outcome = await leavePlace(portsOf(context), actor, params.class);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  context.wakeJobs();
  return seeOther(`/classes?tab=open`);
});
