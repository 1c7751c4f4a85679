import type { Instant } from '../../platform/clock.ts';

/** When a pre-test was begun, when its time was over, when it was handed in. */
export interface Sitting {
  startedAt: Instant;
  dueAt: Instant;
  submittedAt: Instant;
}

/** Whole minutes that somebody sat over a test, begun ones counted; never more than it gave her, however late it was handed in by itself. */
export function minutesSat({ startedAt, dueAt, submittedAt }: Sitting): number {
  const end = Math.min(Date.parse(submittedAt), Date.parse(dueAt));
  return Math.max(0, Math.ceil((end - Date.parse(startedAt)) / 60_000));
}
