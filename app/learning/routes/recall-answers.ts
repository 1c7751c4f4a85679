import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { answerRecall } from '../commands/answer-recall.server.ts';
import { recallForm } from '../forms/recall.ts';

export const loader = page({ guard: 'signed-in' }, () => seeOther('/recall'));

/** One tap on the card "Ôn lại". */
export const action = submit({ guard: 'signed-in', form: recallForm }, async ({ actor, form, context }) => {
  const moment = { now: context.clock.now().toISOString(), timeZone: context.env.TZ_DISPLAY };
  const outcome = await answerRecall(context.db, { userId: actor.id, versionId: form.question, number: form.number, answer: form.answer, ...moment });
  if (outcome.kind === 'gone') return seeOther('/recall?gone=1');
  return seeOther(`/recall/answers/${outcome.answerId}${outcome.kind === 'known' ? '?known=1' : ''}`);
});
