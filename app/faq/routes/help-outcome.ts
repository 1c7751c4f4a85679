import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { publicLookupLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { noteOutcome } from '../commands/note-search.server.ts';
import { outcomeForm, searchParams } from '../forms/help.ts';

export const loader = page({ guard: 'public', params: searchParams }, () => seeOther('/help'));

export const action = submit({ guard: 'public', params: searchParams, form: outcomeForm, limit: 2_000 }, async ({ params, form, context }) => {
  await context.spendPoint(publicLookupLimit, context.address);
  await noteOutcome(context.db, params.search, form.outcome, momentOf(portsOf(context)).at, context.log);
  return seeOther('/help?noted=1');
});
