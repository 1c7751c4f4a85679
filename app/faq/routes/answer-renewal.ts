import { z } from 'zod';
import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { renewAnswer } from '../commands/renew-answer.server.ts';
import { answerParams } from '../forms/answer-form.ts';
import { canWriteAnswers } from '../policy.ts';

export const loader = page({ guard: canWriteAnswers, params: answerParams }, ({ params }) => seeOther(`/answers/${params.id}`));

/** Records a review that changes nothing. */
export const action = submit({ guard: canWriteAnswers, params: answerParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const outcome = await renewAnswer(portsOf(context), actor, params.id);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/answers/${params.id}?done=renewed`);
});
