import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dismissReports } from '../commands/moderate-post.server.ts';
import { emptyPostForm, postParams } from '../forms/lesson-posts.ts';
import { canReleaseContent } from '../policy.ts';

export const loader = page({ guard: canReleaseContent, params: postParams }, ({ params }) => seeOther(`/admin/lesson-questions/${params.post}`));

/** Leaves a reported post as it is. */
export const action = submit({ guard: canReleaseContent, params: postParams, form: emptyPostForm }, async ({ actor, params, context }) => {
  await dismissReports(portsOf(context), actor, params.post);
  context.wakeJobs();
  return seeOther('/admin/lesson-questions?done=dismissed');
});
