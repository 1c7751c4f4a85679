/** Where the time comes from. Rules get instants as arguments; commands and queries read this port. */
export interface Clock {
  now(): Date;
}

/** An instant in UTC, as stored: `2026-11-23T07:30:00.000Z`. Sorts as text. */
export type Instant = string;
/** A calendar day as stored: `2026-11-23`. */
export type Day = string;

/**
 * The machine's clock, but never running backwards within one process: when the clock is set back,
 * time stands still until the machine has caught up, so that due times and sequences stay in order.
 */
export function systemClock(read: () => number = Date.now): Clock {
  let latest = 0;
  return {
    now() {
      latest = Math.max(latest, read());
      return new Date(latest);
    },
  };
}

export function toInstant(date: Date): Instant {
  return date.toISOString();
}

export function plusMinutes(instant: Instant | Date, minutes: number): Instant {
  return new Date(new Date(instant).getTime() + minutes * 60_000).toISOString();
}
