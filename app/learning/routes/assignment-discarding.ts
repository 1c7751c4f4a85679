import { z } from 'zod';
import { portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { discardDraft } from '../commands/draft-rule.server.ts';
import { ruleParams } from '../forms/assignments.ts';
import { canAssign } from '../policy.ts';

export const loader = page({ guard: canAssign, params: ruleParams }, ({ params }) => seeOther(`/admin/assignments/${params.rule}`));

/** Throws a draft away. */
export const action = submit({ guard: canAssign, params: ruleParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const stays = await discardDraft(portsOf(context), actor, params.rule);
  return seeOther(stays ? `/admin/assignments/${params.rule}?done=discarded` : '/admin/assignments?done=discarded');
});
