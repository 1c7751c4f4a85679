import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { discardDraft } from '../commands/write-answer.server.ts';
import { answerParams, handInForm } from '../forms/answer-form.ts';
import { canWriteAnswers } from '../policy.ts';

export const loader = page({ guard: canWriteAnswers, params: answerParams }, ({ params }) => seeOther(`/answers/${params.id}`));

/** Throws the open draft away. */
export const action = submit({ guard: canWriteAnswers, params: answerParams, form: handInForm }, async ({ actor, params, form, context }) => {
  const outcome = await discardDraft(portsOf(context), actor, params.id, form.revision);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/answers/${params.id}?done=discarded`);
});
