import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { acceptAnswer } from '../commands/own-post.server.ts';
import { emptyPostForm, ownPostParams } from '../forms/lesson-posts.ts';

export const loader = page({ guard: 'signed-in', params: ownPostParams }, ({ params }) => seeOther(`/learn/${params.course}/${params.lesson}/questions`));

/** Whoever asked says which answer is right. */
export const action = submit({ guard: 'signed-in', params: ownPostParams, form: emptyPostForm }, async ({ actor, params, context }) => {
  await acceptAnswer(portsOf(context), actor, params.post);
  return seeOther(`/learn/${params.course}/${params.lesson}/questions?done=accepted`);
});
