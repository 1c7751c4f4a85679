import { firstFault, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { writeScoreSheet } from '../commands/write-score-sheet.server.ts';
import { reviewParams, sheetForm } from '../forms/judging.ts';
import { judgingMessages as messages } from '../messages/judging.ts';

export const loader = page({ guard: 'signed-in', params: reviewParams }, ({ params }) => seeOther(`/judging/${params.assignment}`));

/** Saves the sheet while it is filled in; it never locks anything, whatever was sent. */
export const action = submit({ guard: 'signed-in', params: reviewParams, form: sheetForm }, async ({ actor, params, form, context }) => {
  const outcome = await writeScoreSheet(portsOf(context), actor, params.assignment, { ...form, deed: 'save' });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  const at = defineFormats(actor.locale, context.env.TZ_DISPLAY).second(momentOf(portsOf(context)).at);
  return Response.json({ revision: outcome.revision, say: messages.in(actor.locale)('review.saved', { at }) });
});
