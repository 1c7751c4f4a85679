import { z } from 'zod';
import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { restoreAnswer } from '../commands/retire-answer.server.ts';
import { answerParams } from '../forms/answer-form.ts';
import { canPublishAnswers } from '../policy.ts';

export const loader = page({ guard: canPublishAnswers, params: answerParams }, ({ params }) => seeOther(`/answers/${params.id}`));

/** Brings a retired answer back to the desk. */
export const action = submit({ guard: canPublishAnswers, params: answerParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const outcome = await restoreAnswer(portsOf(context), actor, params.id);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/answers/${params.id}?done=restored`);
});
