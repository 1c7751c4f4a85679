import { z } from 'zod';
import { defineSetting } from '../../platform/settings.ts';

/** How many days after the publication somebody may object to a result. */
export const appealDays = defineSetting({ key: 'contest.appeal-days', value: z.int().min(0).max(90), fallback: 10, legalBasis: 'Thể lệ cuộc thi' });

export const appealOutcomes = ['UPHELD', 'DISMISSED'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** The first moment that is too late: that many whole days after the publication, to the millisecond. */
export function appealEnds(publishedAt: string, days: number): string {
  return new Date(Date.parse(publishedAt) + days * 86_400_000).toISOString();
}
