import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { CourseFeedbackPage } from '../components/feedback-page.tsx';
import { courseParams } from '../forms/params.ts';
import { talkMessages } from '../messages/talk.ts';
import { canEditContent } from '../policy.ts';
import { courseFeedback, type CourseFeedback } from '../queries/feedback.server.ts';

export const loader = page({ guard: canEditContent, params: courseParams }, async ({ params, context }) => ({ feedback: await courseFeedback(context.db, params.course, momentOf(portsOf(context)).today) }));

export const meta = titled((locale) => talkMessages.in(locale)('feedback.title'));

export default function EditingFeedback() {
  return <CourseFeedbackPage {...(useLoaderData() as unknown as { feedback: CourseFeedback })} />;
}
