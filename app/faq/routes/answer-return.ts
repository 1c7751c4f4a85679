import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { returnAnswer } from '../commands/hand-in-answer.server.ts';
import { answerParams, returnForm } from '../forms/answer-form.ts';
import { canPublishAnswers } from '../policy.ts';

export const loader = page({ guard: canPublishAnswers, params: answerParams }, ({ params }) => seeOther(`/answers/${params.id}`));

/** Hands a version back to its writer, or takes it back. */
export const action = submit({ guard: canPublishAnswers, params: answerParams, form: returnForm }, async ({ actor, params, form, context }) => {
  const outcome = await returnAnswer(portsOf(context), actor, { entryId: params.id, reason: form.reason });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/answers/${params.id}?done=returned`);
});
