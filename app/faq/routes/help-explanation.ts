import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { publicLookupLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { explainFeedback } from '../commands/give-feedback.server.ts';
import { explanationForm, explanationParams } from '../forms/help.ts';

export const loader = page({ guard: 'public', params: explanationParams }, ({ params }) => seeOther(`/help/${encodeURIComponent(params.slug)}`));

export const action = submit({ guard: 'public', params: explanationParams, form: explanationForm, limit: 20_000 }, async ({ params, form, context }) => {
  await context.spendPoint(publicLookupLimit, context.address);
  await explainFeedback(context.db, params.feedback, form, momentOf(portsOf(context)).at);
  return seeOther(`/help/${encodeURIComponent(params.slug)}?done=thanks`);
});
