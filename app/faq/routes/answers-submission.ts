import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { handInLoaded } from '../commands/hand-in-answer.server.ts';
import { handInAllForm } from '../forms/answer-form.ts';
import { canWriteAnswers } from '../policy.ts';

export const loader = page({ guard: canWriteAnswers }, () => seeOther('/answers'));

/** Hands in what was loaded from files and not written on since. */
export const action = submit({ guard: canWriteAnswers, form: handInAllForm }, async ({ actor, form, context }) => {
  const outcome = await handInLoaded(portsOf(context), actor, form.topic);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/answers?state=SUBMITTED&done=handed-in-all`);
});
