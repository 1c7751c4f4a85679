import type { Clock } from '../../app/platform/clock.ts';

export interface TestClock extends Clock {
  /** Moves the time forward (or, with a negative number, back). */
  pass(time: { minutes?: number; seconds?: number; days?: number }): void;
  set(instant: string): void;
}

/** A clock that stands still until it is told to move. Starts on Monday 23/11/2026 08:00 in Vietnam. */
export function testClock(start = '2026-11-23T01:00:00.000Z'): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    pass: ({ minutes = 0, seconds = 0, days = 0 }) => void (at += days * 86_400_000 + minutes * 60_000 + seconds * 1000),
    set: (instant) => void (at = Date.parse(instant)),
  };
}
