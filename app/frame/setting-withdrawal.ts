import { z } from 'zod';
import { firstFault, portsOf } from '../people/index.server.ts';
import { canSeeOperations } from '../people/policy.ts';
import { page, submit } from '../people/route.server.ts';
import { AppError } from '../platform/errors.ts';
import { seeOther } from '../platform/http/route.server.ts';
import { withdrawPlanned } from './withdraw-setting.server.ts';

const params = z.object({ key: z.string().max(60) });

export const loader = page({ guard: canSeeOperations, params }, ({ params }) => seeOther(`/admin/settings/${params.key}`));

/** Takes back a value before its day. */
export const action = submit({ guard: canSeeOperations, params, form: z.object({ from: z.iso.date(), mark: z.string().max(40) }) }, async ({ actor, params, form, context }) => {
  const outcome = await withdrawPlanned(portsOf(context), actor, { ...form, key: params.key });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther('/admin/settings?done=withdrawn');
});
