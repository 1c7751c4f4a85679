import type { Day } from '../../platform/clock.ts';

export interface CompletionTrend {
  points: { day: Day; done: number }[];
  total: number;
  dueOn: Day | null;
  /** How many more (or fewer) people are done than an even pace to the due day would need today; null without a due day. */
  ahead: number | null;
}

const shownWeeks = 12;
const week = 7 * 86_400_000;

/** Days are those of the province's clock. People done by the end of each of the last twelve weeks, and how that stands against an even pace to the due day. */
export function completionTrend(completedOn: readonly Day[], total: number, dueOn: Day | null, today: Day): CompletionTrend {
  const end = Date.parse(`${today}T23:59:59Z`);
  const start = end - shownWeeks * week;
  const points = Array.from({ length: shownWeeks + 1 }, (_, at) => {
    const day = new Date(start + at * week).toISOString().slice(0, 10);
    return { day, done: completedOn.filter((done) => done <= day).length };
  });
  const first = points[0]?.done ?? 0;
  const last = points.at(-1)?.done ?? 0;
  if (!dueOn) return { points, total, dueOn, ahead: null };
  const due = Date.parse(`${dueOn}T23:59:59Z`);
  const share = due <= start ? 1 : Math.min(1, (end - start) / (due - start));
  return { points, total, dueOn, ahead: last - Math.round(first + (total - first) * share) };
}
