import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { publicLookupLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { giveFeedback } from '../commands/give-feedback.server.ts';
import { feedbackForm, slugParams } from '../forms/help.ts';

export const loader = page({ guard: 'public', params: slugParams }, ({ params }) => seeOther(`/help/${encodeURIComponent(params.slug)}`));

export const action = submit({ guard: 'public', params: slugParams, form: feedbackForm, limit: 20_000 }, async ({ actor, params, form, context }) => {
  await context.spendPoint(publicLookupLimit, context.address);
  const { at, today } = momentOf(portsOf(context));
  const id = await giveFeedback(context.db, params.slug, form, { isStaff: actor !== null, now: at, today });
  return seeOther(`/help/${encodeURIComponent(params.slug)}?${form.helpful === 'no' && form.reason === undefined && form.comment === '' ? `done=no&f=${id}` : 'done=thanks'}`);
});
