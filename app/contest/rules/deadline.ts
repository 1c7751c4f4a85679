import type { Instant } from '../../platform/clock.ts';

/** A limit as it was announced, and what was added to it. `announced` is the last second that counts: `2026-12-31T16:59:59.000Z`. */
export interface Deadline {
  announced: Instant;
  /** Minutes added after outages, the same for everybody. */
  extensions: readonly { minutes: number }[];
  /** Technical seconds on top for slow lines; never shown to anybody. */
  graceSeconds: number;
}

/** The last second that counts as everybody reads it: announced and extended, without the hidden grace. */
export function shownClose({ announced, extensions }: Omit<Deadline, 'graceSeconds'>): Instant {
  const added = extensions.reduce((sum, { minutes }) => sum + minutes, 0);
  return new Date(startOfSecond(announced) + added * 60_000).toISOString();
}

/** The last instant that still counts, the grace included: a deadline of 16:59:59Z lasts until 16:59:59.999Z. */
export function closesAt(deadline: Deadline): Instant {
  return new Date(Date.parse(shownClose(deadline)) + deadline.graceSeconds * 1_000 + 999).toISOString();
}

/** Whether something done at this instant was done in time. */
export function isInTime(at: Instant | Date, deadline: Deadline): boolean {
  return new Date(at).getTime() <= Date.parse(closesAt(deadline));
}

/** Whether pages say that it is open: by the limit that everybody reads, so that none of them tells of the grace. */
export function isShownOpen(at: Instant | Date, deadline: Omit<Deadline, 'graceSeconds'>): boolean {
  return isInTime(at, { announced: deadline.announced, extensions: deadline.extensions, graceSeconds: 0 });
}

/** An upload counts by the instant at which it began, however long the line took. */
export function isUploadInTime(upload: { begunAt: Instant | Date }, deadline: Deadline): boolean {
  return isInTime(upload.begunAt, deadline);
}

/** Whole seconds left until the shown limit has passed: 1 while the last second runs, 0 after it. */
export function secondsLeft(now: Instant | Date, deadline: Omit<Deadline, 'graceSeconds'>): number {
  return Math.max(0, Math.ceil((Date.parse(shownClose(deadline)) + 1_000 - new Date(now).getTime()) / 1_000));
}

function startOfSecond(instant: Instant): number {
  return Math.floor(Date.parse(instant) / 1_000) * 1_000;
}
