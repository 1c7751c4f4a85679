import { z } from 'zod';
import { portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { rerunRule } from '../commands/rerun-rule.server.ts';
import { ruleParams } from '../forms/assignments.ts';
import { canAssign } from '../policy.ts';

export const loader = page({ guard: canAssign, params: ruleParams }, ({ params }) => seeOther(`/admin/assignments/${params.rule}#runs`));

/** Lets a rule follow its people now, or goes on with a run that was interrupted. */
export const action = submit({ guard: canAssign, params: ruleParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const run = await rerunRule(portsOf(context), actor, params.rule);
  context.wakeJobs();
  return seeOther(`/admin/assignments/runs/${run}`);
});
