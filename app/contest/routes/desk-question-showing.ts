import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { hideQuestion } from '../commands/questions.server.ts';
import { emptyForm, questionParams } from '../forms/calls.ts';
import { canOrganiseContests } from '../policy.ts';

export const loader = page({ guard: canOrganiseContests, params: questionParams }, ({ params }) => seeOther(`/contest-desk/${params.id}/questions`));

/** Puts a question back on the public page. */
export const action = submit({ guard: canOrganiseContests, params: questionParams, form: emptyForm }, async ({ actor, params, context }) => {
  await hideQuestion(portsOf(context), actor, params, false);
  return seeOther(`/contest-desk/${params.id}/questions?done=shown`);
});
