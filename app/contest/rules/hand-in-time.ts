import type { Instant } from '../../platform/clock.ts';
import { closesAt, isInTime, isUploadInTime, type Deadline } from './deadline.ts';

/** How long after the last byte of an upload that began in time the entry may still be handed in. */
const minutesToHandIn = 15;

export interface Upload {
  begunAt: Instant;
  completedAt: Instant | null;
}

/**
 * Whether an entry may be handed in at this instant: until the limit, and after it only to take along a file whose upload began before the limit and ended after it:
 * only one that was sealed by its hash can end then (see `mayGoOn`), within the minutes of the contest's terms.
 * Texts stand still from the limit on, so nothing but that file can be newer.
 */
export function mayHandIn(at: Instant, deadline: Deadline, { uploads, minutes }: { uploads: readonly Upload[]; minutes: number }): boolean {
  if (isInTime(at, deadline)) return true;
  const close = Date.parse(closesAt(deadline));
  const late = uploads.filter((upload) => isUploadInTime(upload, deadline)).map(({ completedAt }) => (completedAt ? Date.parse(completedAt) : 0));
  return late.some((end) => end > close && end <= close + minutes * 60_000 && Date.parse(at) <= end + minutesToHandIn * 60_000);
}

/**
 * The last instant at which any entry can still come in: the limit, and where the contest's terms let uploads end after it, the minutes for those and for handing in what they brought.
 * Until then nothing may rest on who takes part.
 */
export function entriesEnd(deadline: Deadline, lateUploadMinutes: number): Instant {
  const after = lateUploadMinutes > 0 ? lateUploadMinutes + minutesToHandIn : 0;
  return new Date(Date.parse(closesAt(deadline)) + after * 60_000).toISOString();
}

/**
 * Whether bytes of an upload are still taken. After the limit only those whose hash was said when it began: without it somebody could begin with nothing
 * and write the file while the others have to stand still. `minutes` are those of the contest's terms.
 */
export function mayGoOn(at: Instant, deadline: Deadline, { begunAt, isSealed, minutes }: { begunAt: Instant; isSealed: boolean; minutes: number }): boolean {
  return isInTime(at, deadline) || (isSealed && isUploadInTime({ begunAt }, deadline) && Date.parse(at) <= Date.parse(closesAt(deadline)) + minutes * 60_000);
}
