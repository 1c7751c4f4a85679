import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { acceptAnswer } from '../commands/own-post.server.ts';
import { emptyPostForm, postParams } from '../forms/lesson-posts.ts';
import { canReleaseContent } from '../policy.ts';

export const loader = page({ guard: canReleaseContent, params: postParams }, ({ params }) => seeOther(`/admin/lesson-questions/${params.post}`));

/** An editor says which answer is right. */
export const action = submit({ guard: canReleaseContent, params: postParams, form: emptyPostForm }, async ({ actor, params, context }) => {
  await acceptAnswer(portsOf(context), actor, params.post);
  context.wakeJobs();
  return seeOther('/admin/lesson-questions?done=accepted');
});
