import type { Day } from '../../platform/clock.ts';
import type { DatedFact } from './lesson-body.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';

export const reviewStates = ['late', 'soon', 'later'] as const;
export type ReviewState = (typeof reviewStates)[number];
export const reviewKinds = ['lesson', 'fact', 'questions'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

const soonDays = 30;

/** Something in the content that somebody must look at again by a day. */
export interface ReviewEntry {
  kind: ReviewKind;
  courseSlug: string;
  courseTitle: string;
  moduleTitle: string;
  /** The slug of the lesson, also of a fact's; of questions the module's key. */
  key: string;
  title: string;
  checkedOn: Day;
  /** Of a lesson and of a fact in it: the last day before it is overdue. Of questions: the day on which their fact lapses and they are drawn no more. */
  reviewBy: Day;
  state: ReviewState;
  appraiserRole: string | null;
  /** Questions that rest on the lesson, or those that lapse. */
  questions: string[];
  /** Tests that cannot be drawn any more from that day on, because these questions are gone. */
  breaks: string[];
  /** The dated boxes of one lesson that are due on this day. */
  facts: DatedFact[];
  /** When and by whom it was reviewed since it was published; null when its file says the days. */
  reviewed: { on: Day; by: string } | null;
}

/** Where something stands whose last good day is this one. */
export function reviewState(lastDay: Day, today: Day): ReviewState {
  return lastDay < today ? 'late' : lastDay <= plusDays(today, soonDays) ? 'soon' : 'later';
}

export interface ReviewFilter {
  course?: string | undefined;
  kind?: ReviewKind | undefined;
  state?: ReviewState | undefined;
}

/** The entries that fit, those that are due first at the top; what falls on one day keeps its order. */
export function filterReviews(entries: readonly ReviewEntry[], { course, kind, state }: ReviewFilter): ReviewEntry[] {
  return entries.filter((entry) => (!course || entry.courseSlug === course) && (!kind || entry.kind === kind) && (!state || entry.state === state)).toSorted((a, b) => (a.reviewBy < b.reviewBy ? -1 : a.reviewBy > b.reviewBy ? 1 : 0));
}

/** What is overdue, then month by month (`2027-02`). */
export function byMonth(entries: readonly ReviewEntry[]): { month: string; entries: ReviewEntry[] }[] {
  return [...Map.groupBy(entries, ({ state, reviewBy }) => (state === 'late' ? 'late' : reviewBy.slice(0, 7)))].map(([month, own]) => ({ month, entries: own }));
}

/** Tests that end soon, or have ended, because questions lapse. */
export function countBroken(entries: readonly ReviewEntry[]): number {
  return new Set(entries.filter(({ state }) => state !== 'later').flatMap(({ courseSlug, breaks }) => breaks.map((title) => `${courseSlug} ${title}`))).size;
}

export type ReviewCounts = Record<ReviewState, number>;

export function countReviews(entries: readonly ReviewEntry[]): ReviewCounts {
  const count = (state: ReviewState) => entries.filter((entry) => entry.state === state).length;
  return { late: count('late'), soon: count('soon'), later: count('later') };
}

/** The latest day that a review may set: a lesson keeps the pace that its file chose (frauds 90 days, law half a year, technique a year). */
export function latestReviewBy(details: { checkedOn: Day; reviewBy: Day }, today: Day): Day {
  return plusDays(today, daysBetween(details.checkedOn, details.reviewBy));
}
