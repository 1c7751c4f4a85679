import type { Day } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';

export interface CompletionTrend {
  /** People done by the end of each of these days; the first is the day on which the course was given out. */
  points: { day: Day; done: number }[];
  total: number;
  dueOn: Day | null;
  /** How many weeks lie between two points: one, or more where the way is long. */
  stepWeeks: number;
  /** How many more (or fewer) people are done than an even pace to the due day would need today; null without a due day, and after it. */
  ahead: number | null;
  /** How many are not done although the due day has passed; null before it and without one. */
  missing: number | null;
}

/** What a course's line is drawn from. */
export interface TrendFacts {
  /** How many were done on which day. */
  doneOn: readonly { day: Day; count: number }[];
  total: number;
  dueOn: Day | null;
  /** When it was first given to these people; null when nobody can tell. */
  givenOn: Day | null;
  today: Day;
}

const mostPoints = 27;
const fewestWeeks = 4;
const weeksAfter = 2;

/**
 * The course's own way to its due day: from the day on which it was given out until today, without the flat end after everything has happened. Days are those of the province's clock.
 */
export function completionTrend({ doneOn, total, dueOn, givenOn, today }: TrendFacts): CompletionTrend {
  const end = lastShown({ doneOn, dueOn, today });
  const start = firstShown(givenOn ?? doneOn[0]?.day ?? end, end);
  const weeks = Math.ceil(daysBetween(start, end) / 7);
  const stepWeeks = Math.ceil(weeks / (mostPoints - 1));
  const days = Array.from({ length: Math.ceil(weeks / stepWeeks) + 1 }, (_, back) => plusDays(end, -back * stepWeeks * 7)).toReversed();
  const doneBy = (day: Day) => doneOn.reduce((sum, one) => (one.day <= day ? sum + one.count : sum), 0);
  const points = days.map((day) => ({ day, done: doneBy(day) }));
  const isPast = dueOn !== null && today > dueOn;
  const done = doneBy(today);
  const ahead = dueOn === null || isPast ? null : done - paceAt(today, { points, total, dueOn });
  return { points, total, dueOn, stepWeeks, ahead, missing: isPast ? total - done : null };
}

/** How many would be done on a day if people came in evenly from the first point to the due day. */
export function paceAt(day: Day, { points, total, dueOn }: Pick<CompletionTrend, 'points' | 'total'> & { dueOn: Day }): number {
  const first = points[0] ?? { day, done: 0 };
  const whole = daysBetween(first.day, dueOn);
  const share = whole <= 0 ? 1 : Math.min(1, Math.max(0, daysBetween(first.day, day) / whole));
  return Math.round(first.done + (total - first.done) * share);
}

function lastShown({ doneOn, dueOn, today }: Pick<TrendFacts, 'doneOn' | 'dueOn' | 'today'>): Day {
  const latest = [dueOn ?? '', ...doneOn.map(({ day }) => day)].reduce((one, other) => (one > other ? one : other));
  if (latest === '') return today;
  const quiet = plusDays(latest, weeksAfter * 7);
  return quiet < today ? quiet : today;
}

function firstShown(given: Day, end: Day): Day {
  const least = plusDays(end, -fewestWeeks * 7);
  return given < least ? given : least;
}
