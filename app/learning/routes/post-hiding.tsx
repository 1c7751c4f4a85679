import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { hidePost } from '../commands/moderate-post.server.ts';
import { HidePage } from '../components/moderation-page.tsx';
import { hideForm, postParams } from '../forms/lesson-posts.ts';
import { moderationMessages } from '../messages/moderation.ts';
import { canReleaseContent } from '../policy.ts';
import { getModeratedPost, type ModeratedPost } from '../queries/moderation.server.ts';

export const loader = page({ guard: canReleaseContent, params: postParams }, async ({ params, context }) => ({ post: (await getModeratedPost(context.db, params.post)).post }));

/** Hides a post, with a reason for its author. */
export const action = submit({ guard: canReleaseContent, params: postParams, form: hideForm }, async ({ actor, params, form, context }) => {
  await hidePost(portsOf(context), actor, params.post, form.reason);
  return seeOther('/admin/lesson-questions?done=hidden');
});

export const meta = titled((locale) => moderationMessages.in(locale)('hide.title'));

export default function PostHiding() {
  return <HidePage {...(useLoaderData() as unknown as { post: ModeratedPost })} />;
}
