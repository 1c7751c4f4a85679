import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { giveFeedback } from '../commands/give-feedback.server.ts';
import { FeedbackPage } from '../components/feedback-page.tsx';
import { feedbackForm, feedbackQuery } from '../forms/lesson-posts.ts';
import { courseParams } from '../forms/params.ts';
import { talkMessages } from '../messages/talk.ts';
import { getOwnFeedback, type OwnFeedback } from '../queries/feedback.server.ts';

export const loader = page({ guard: 'signed-in', params: courseParams, query: feedbackQuery }, async ({ actor, params, query, context }) => ({
  own: await getOwnFeedback(context.db, actor.id, params.course, momentOf(portsOf(context))),
  isSaved: query.done === 'given',
}));

export const action = submit({ guard: 'signed-in', params: courseParams, form: feedbackForm, limit: 50_000 }, async ({ actor, params, form, context }) => {
  const outcome = await giveFeedback(portsOf(context), actor, params.course, form);
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form, useful: String(form.useful), clear: String(form.clear), length: String(form.length) });
  return seeOther(`/courses/${params.course}/feedback?done=given`);
});

export const meta = titled((locale) => talkMessages.in(locale)('feedback.title'));

export default function Feedback() {
  return <FeedbackPage {...(useLoaderData() as unknown as { own: OwnFeedback; isSaved: boolean })} />;
}
