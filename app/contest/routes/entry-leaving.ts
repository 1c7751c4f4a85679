import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { leaveTeam } from '../commands/entry-team.server.ts';
import { emptyForm, entryParams } from '../forms/entries.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, ({ params }) => seeOther(`/contests/entries/${params.id}/team`));

/** Leaves the team; the entry is not to be seen any more. */
export const action = submit({ guard: 'signed-in', params: entryParams, form: emptyForm }, async ({ actor, params, context }) => {
  const outcome = await leaveTeam(portsOf(context), actor, params.id);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther('/contests/entries');
});
