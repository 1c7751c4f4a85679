import { z } from 'zod';
import { portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { openRuleVersion } from '../commands/draft-rule.server.ts';
import { ruleParams } from '../forms/assignments.ts';
import { canAssign } from '../policy.ts';

export const loader = page({ guard: canAssign, params: ruleParams }, ({ params }) => seeOther(`/admin/assignments/${params.rule}`));

/** Opens a draft that changes a rule. */
export const action = submit({ guard: canAssign, params: ruleParams, form: z.object({}) }, async ({ actor, params, context }) => {
  await openRuleVersion(portsOf(context), actor, params.rule);
  return seeOther(`/admin/assignments/${params.rule}/who`);
});
