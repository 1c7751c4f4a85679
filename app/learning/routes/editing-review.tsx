import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { reviewLesson } from '../commands/review-lesson.server.ts';
import { ReviewView } from '../components/review-page.tsx';
import { lessonParams } from '../forms/params.ts';
import { reviewForm } from '../forms/reviews.ts';
import { reviewMessages } from '../messages/reviews.ts';
import { canEditContent, canReleaseContent } from '../policy.ts';
import { getReviewPage, type ReviewPage } from '../queries/review-page.server.ts';

export const loader = page({ guard: canEditContent, params: lessonParams }, async ({ actor, params, context }) => ({
  page: await getReviewPage(context.db, params, momentOf(portsOf(context)).today),
  mayReview: canReleaseContent(actor),
}));

/** A content editor says that the lesson is right as it stands, and until when. */
export const action = submit({ guard: canReleaseContent, params: lessonParams, form: reviewForm }, async ({ actor, params, form: { version, ...form }, context }) => {
  const outcome = await reviewLesson(portsOf(context), actor, { ...params, ...form, versionId: version });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther('/admin/reviews?done=reviewed');
});

export const meta = titled((locale) => reviewMessages.in(locale)('page.title'));

export default function EditingReview() {
  return <ReviewView {...(useLoaderData() as unknown as { page: ReviewPage; mayReview: boolean })} />;
}
