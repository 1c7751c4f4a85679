import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { handOverLead } from '../commands/entry-team.server.ts';
import { emptyForm, memberParams } from '../forms/entries.ts';

export const loader = page({ guard: 'signed-in', params: memberParams }, ({ params }) => seeOther(`/contests/entries/${params.id}/team`));

/** Makes another member the lead. */
export const action = submit({ guard: 'signed-in', params: memberParams, form: emptyForm }, async ({ actor, params, context }) => {
  const outcome = await handOverLead(portsOf(context), actor, params.id, params.member);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/contests/entries/${params.id}/team?done=handed-over`);
});
