import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { openClass } from '../commands/open-class.server.ts';
import { classParams, emptyForm } from '../forms/classes.ts';
import { canManageClasses } from '../policy.ts';

export const loader = page({ guard: canManageClasses, params: classParams }, ({ params }) => seeOther(`/admin/classes/${params.class}`));

/** Shows a class to its learners. */
export const action = submit({ guard: canManageClasses, params: classParams, form: emptyForm }, async ({ actor, params, context }) => {
  const outcome = await openClass(portsOf(context), actor, params.class);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/admin/classes/${params.class}?done=${outcome.isHeld ? 'recorded' : 'opened'}`);
});
