import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { reviewMessages as messages } from '../messages/reviews.ts';
import { reviewKinds, reviewStates, type ReviewFilter } from '../rules/review-calendar.ts';
import { slug } from './params.ts';

/** Filters of the calendar; what is not understood is left out. */
export const reviewsQuery = z.object({
  course: slug.optional().catch(undefined),
  kind: z.enum(reviewKinds).optional().catch(undefined),
  state: z.enum(reviewStates).optional().catch(undefined),
  done: z.literal('reviewed').optional().catch(undefined),
});

/** The address of the calendar with its filters. */
export function reviewsHref(filter: ReviewFilter): string {
  const search = new URLSearchParams(Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();
  return `/admin/reviews${search ? `?${search}` : ''}`;
}

export const reviewForm = z.object({
  version: z.uuid(),
  note: z.string().trim().min(10, inBoth(messages.both('fault.note'))).max(1000, inBoth(messages.both('fault.note'))),
  reviewBy: dayField(inBoth(messages.both('fault.no-day'))),
});
