import type { Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';

/** What an entry shows, and where the newest version is on its way. An entry can show one version while people write the next. */
export const shownStates = ['SHOWN', 'PLANNED', 'WITHDRAWN', 'NEVER', 'RETIRED'] as const;
export type ShownState = (typeof shownStates)[number];
export const workStates = ['DRAFT', 'RETURNED', 'SUBMITTED', 'APPROVED', 'OUT'] as const;
export type WorkState = (typeof workStates)[number];

export interface PublicationFacts {
  versionId: string;
  publishAt: Instant;
  withdrawAt: Instant | null;
}

/** What an entry shows at a moment, by its publications that were not cancelled. */
export function shownState(entry: { retiredAt: Instant | null }, publications: readonly PublicationFacts[], at: Instant): ShownState {
  if (entry.retiredAt && entry.retiredAt <= at) return 'RETIRED';
  if (shownAt(publications, at)) return 'SHOWN';
  if (publications.some(({ publishAt }) => publishAt > at)) return 'PLANNED';
  return publications.length > 0 ? 'WITHDRAWN' : 'NEVER';
}

/** The publication that counts at a moment. */
export function shownAt<Facts extends PublicationFacts>(publications: readonly Facts[], at: Instant): Facts | undefined {
  const begun = publications.filter(({ publishAt }) => publishAt <= at).toSorted((a, b) => (a.publishAt < b.publishAt ? -1 : 1)).at(-1);
  return begun && (begun.withdrawAt === null || begun.withdrawAt > at) ? begun : undefined;
}

export interface VersionFacts {
  id: string;
  isHandedIn: boolean;
  isReturned: boolean;
  isApproved: boolean;
}

/** Where the newest version stands between its writer and the public. */
export function workState(newest: VersionFacts, publications: readonly PublicationFacts[]): WorkState {
  if (!newest.isHandedIn) return newest.isReturned ? 'RETURNED' : 'DRAFT';
  if (publications.some(({ versionId }) => versionId === newest.id)) return 'OUT';
  return newest.isApproved ? 'APPROVED' : 'SUBMITTED';
}

export type DueState = 'OVERDUE' | 'SOON' | 'LATER';
/** How many days before its day a review is announced. */
export const soonDays = 30;

/** How near the review of an answer is. */
export function dueState(reviewDue: string, today: string): DueState {
  if (reviewDue < today) return 'OVERDUE';
  const soon = plusDays(today, soonDays);
  return reviewDue <= soon ? 'SOON' : 'LATER';
}
