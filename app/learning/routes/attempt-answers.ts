import { page, submit } from '../../people/route.server.ts';
import { seeOther, wantsJson } from '../../platform/http/route.server.ts';
import { newId } from '../../platform/ids.ts';
import { saveAnswer } from '../commands/save-answer.server.ts';
import { answerBodyLimit, answerForm, attemptParams } from '../forms/attempt.ts';
import { getAttemptPage } from '../queries/attempt-page.server.ts';
import { afterSaving } from '../rules/after-saving.ts';

/** For the page's script: when the newest answer was saved, by whichever page, and how much time is left. */
export const loader = page({ guard: 'signed-in', params: attemptParams }, async ({ actor, params, context, request }) => {
  if (!wantsJson(request)) return seeOther(`/attempts/${params.attempt}`);
  const { savedAt, secondsLeft, isSubmitted, isTimeUp } = await getAttemptPage(context.db, { attemptId: params.attempt, userId: actor.id, now: context.clock.now().toISOString() });
  return Response.json({ savedAt, secondsLeft, isOver: isSubmitted || isTimeUp });
});

/** Saves one answer: JSON for the page's script, the next question for plain forms. */
export const action = submit({ guard: 'signed-in', params: attemptParams, form: answerForm, limit: answerBodyLimit }, async ({ actor, params, form, context, request }) => {
  const result = await saveAnswer(context.db, {
    attemptId: params.attempt,
    userId: actor.id,
    position: form.q,
    fields: form.fields,
    isFlagged: form.isFlagged,
    writer: form.writer ?? newId(),
    writerSeq: form.seq,
    now: context.clock.now().toISOString(),
    secret: context.secret,
    source: 'web',
  });
  if (wantsJson(request)) return Response.json(result, { status: result.ok ? 200 : result.reason === 'over' ? 409 : 422 });
  return seeOther(afterSaving(params.attempt, form, result));
});
