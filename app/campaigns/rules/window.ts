import type { Day, Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { localOf } from '../../platform/local-time.ts';

/** What the time from a campaign's start to its last moment means in words. */
export interface WindowFacts {
  firstDay: Day;
  lastDay: Day;
  /** It is shorter than a day and goes on after midnight: easily overlooked. */
  crossesMidnight: boolean;
  /** All of it lies in quiet hours: channels that keep them get nothing out. */
  isAllQuiet: boolean;
  isWeekend: boolean;
}

const shortest = 86_400_000;

export function windowFacts(sendAt: Instant, notAfter: Instant, quietUntil: Instant | null, timeZone: string): WindowFacts {
  // The last moment itself is no longer part of it.
  const end = new Date(Date.parse(notAfter) - 1);
  const [firstDay, lastDay] = [dayIn(timeZone, new Date(sendAt)), dayIn(timeZone, end)];
  return {
    firstDay,
    lastDay,
    crossesMidnight: firstDay !== lastDay && Date.parse(notAfter) - Date.parse(sendAt) < shortest,
    isAllQuiet: quietUntil !== null && quietUntil >= notAfter,
    isWeekend: [0, 6].includes(new Date(`${firstDay}T12:00:00.000Z`).getUTCDay()),
  };
}

/** How far a moment is into its day, from 0 to 24 hours. */
export function hourOf(at: Instant, timeZone: string): number {
  const local = localOf(at, timeZone);
  return Number(local.slice(11, 13)) + Number(local.slice(14, 16)) / 60;
}

/** The parts of a day that are quiet, in hours: over midnight they are two. */
export function quietParts({ from, to }: { from: string; to: string }): [begin: number, end: number][] {
  const hours = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;
  const [begin, end] = [hours(from), hours(to)];
  if (begin === end) return [];
  return begin < end ? [[begin, end]] : [[0, end], [begin, 24]].filter((part): part is [number, number] => (part[0] ?? 0) < (part[1] ?? 0));
}
