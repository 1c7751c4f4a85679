import { z } from 'zod';
import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { cancelPublication } from '../commands/publish-answer.server.ts';
import { publicationParams } from '../forms/answer-form.ts';
import { canPublishAnswers } from '../policy.ts';

export const loader = page({ guard: canPublishAnswers, params: publicationParams }, ({ params }) => seeOther(`/answers/${params.id}`));

/** Takes a publication off the plan. */
export const action = submit({ guard: canPublishAnswers, params: publicationParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const outcome = await cancelPublication(portsOf(context), actor, { entryId: params.id, publicationId: params.publication });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/answers/${params.id}?done=cancelled`);
});
