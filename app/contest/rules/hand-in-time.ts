import type { Instant } from '../../platform/clock.ts';
import { closesAt, isInTime, isUploadInTime, type Deadline } from './deadline.ts';

/** How long after the last byte of an upload that began in time the entry may still be handed in, and how long such an upload may take. */
const minutesToHandIn = 15;
const hoursToUpload = 2;

export interface Upload {
  begunAt: Instant;
  completedAt: Instant | null;
}

/**
 * Whether an entry may be handed in at this instant: until the limit, and after it only to take along a file whose upload began before the limit and ended after it.
 * Texts stand still from the limit on, so nothing but that file can be newer.
 */
export function mayHandIn(at: Instant, deadline: Deadline, uploads: readonly Upload[]): boolean {
  if (isInTime(at, deadline)) return true;
  const close = Date.parse(closesAt(deadline));
  const late = uploads.filter((upload) => isUploadInTime(upload, deadline)).map(({ completedAt }) => (completedAt ? Date.parse(completedAt) : 0));
  return late.some((end) => end > close && end <= close + hoursToUpload * 3_600_000 && Date.parse(at) <= end + minutesToHandIn * 60_000);
}

/** Whether bytes of an upload are still taken: it began in time and has not taken longer than any line needs. */
export function mayGoOn(at: Instant, deadline: Deadline, begunAt: Instant): boolean {
  return isInTime(at, deadline) || (isUploadInTime({ begunAt }, deadline) && Date.parse(at) <= Date.parse(closesAt(deadline)) + hoursToUpload * 3_600_000);
}
