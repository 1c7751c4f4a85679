import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { answerQuestion } from '../commands/questions.server.ts';
import { answerForm, questionParams } from '../forms/calls.ts';
import { canOrganiseContests } from '../policy.ts';

export const loader = page({ guard: canOrganiseContests, params: questionParams }, ({ params }) => seeOther(`/contest-desk/${params.id}/questions`));

/** Answers a question for everybody. */
export const action = submit({ guard: canOrganiseContests, params: questionParams, form: answerForm }, async ({ actor, params, form, context }) => {
  await answerQuestion(portsOf(context), actor, params, form);
  return seeOther(`/contest-desk/${params.id}/questions?done=answered`);
});
