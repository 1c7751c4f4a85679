import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { ReviewsPage } from '../components/reviews-page.tsx';
import { reviewsQuery } from '../forms/reviews.ts';
import { reviewMessages } from '../messages/reviews.ts';
import { canEditContent, canReleaseContent } from '../policy.ts';
import { listReviews } from '../queries/review-calendar.server.ts';

export const loader = page({ guard: canEditContent, query: reviewsQuery }, async ({ actor, query: { done, ...filter }, context }) => {
  const entries = await listReviews(context.db, momentOf(portsOf(context)).today);
  return { entries, filter, mayReview: canReleaseContent(actor), isDone: done === 'reviewed' };
});

export const meta = titled((locale) => reviewMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function EditingReviews() {
  return <ReviewsPage view={useLoaderData<typeof loader>()} />;
}
