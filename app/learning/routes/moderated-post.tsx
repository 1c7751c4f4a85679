import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { answerAsEditor } from '../commands/moderate-post.server.ts';
import { ModeratedPage, type ModerationDone } from '../components/moderation-page.tsx';
import { answerForm, moderationQuery, postParams } from '../forms/lesson-posts.ts';
import { moderationMessages } from '../messages/moderation.ts';
import { canEditContent, canReleaseContent } from '../policy.ts';
import { getModeratedPost, type ModeratedThread } from '../queries/moderation.server.ts';

export const loader = page({ guard: canEditContent, params: postParams, query: moderationQuery }, async ({ actor, params, query, context }) => ({ thread: await getModeratedPost(context.db, params.post), mayModerate: canReleaseContent(actor), done: query.done ?? null }));

/** Answers a question as an editor. */
export const action = submit({ guard: canReleaseContent, params: postParams, form: answerForm, limit: 50_000 }, async ({ actor, params, form, context }) => {
  const outcome = await answerAsEditor(portsOf(context), actor, params.post, form.body);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  context.wakeJobs();
  return seeOther('/admin/lesson-questions?done=answered');
});

export const meta = titled((locale) => moderationMessages.in(locale)('page.title'));

export default function ModeratedPostRoute() {
  return <ModeratedPage {...(useLoaderData() as unknown as { thread: ModeratedThread; mayModerate: boolean; done: ModerationDone | null })} />;
}
