import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { showPost } from '../commands/moderate-post.server.ts';
import { emptyPostForm, postParams } from '../forms/lesson-posts.ts';
import { canReleaseContent } from '../policy.ts';

export const loader = page({ guard: canReleaseContent, params: postParams }, ({ params }) => seeOther(`/admin/lesson-questions/${params.post}`));

/** Lets a post through, or shows it again. */
export const action = submit({ guard: canReleaseContent, params: postParams, form: emptyPostForm }, async ({ actor, params, context }) => {
  await showPost(portsOf(context), actor, params.post);
  context.wakeJobs();
  return seeOther('/admin/lesson-questions?done=shown');
});
