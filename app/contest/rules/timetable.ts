import type { Instant } from '../../platform/clock.ts';
import { shownClose } from './deadline.ts';
import { momentKinds, type MomentKind, type Timetable } from './phase.ts';

export type OrderFault = { kind: MomentKind; fault: 'missing' | 'order' };

/** Moments that are missing, and moments that do not come after the one before them. */
export function faultsOfTimetable(moments: Timetable): OrderFault[] {
  const faults: OrderFault[] = [];
  let before: Instant = '';
  for (const kind of momentKinds) {
    const at = moments[kind];
    if (!at) faults.push({ kind, fault: 'missing' });
    else if (at <= before) faults.push({ kind, fault: 'order' });
    if (at && at > before) before = at;
  }
  return faults;
}

/** Moments that nobody moves once a contest is published: people rely on them, and only an extension for everybody changes the deadline. */
export const fixedMoments: readonly MomentKind[] = ['OPENS', 'ENTRIES_CLOSE'];

export function movedFixed(before: Timetable, after: Timetable): MomentKind[] {
  return fixedMoments.filter((kind) => before[kind] !== undefined && before[kind] !== after[kind]);
}

export type ExtensionFault = 'not-published' | 'closed' | 'no-deadline' | 'in-the-past' | 'after-screening' | 'judging';

/** Why so many minutes more cannot be given now; null when they can. An extension may come after the deadline: outages are often seen too late. */
export function faultOfExtension(contest: { publishedAt: Instant | null; closedAt: Instant | null; moments: Timetable; extensions: readonly { minutes: number }[]; isAssigned: boolean }, minutes: number, now: Instant): ExtensionFault | null {
  const { moments, extensions } = contest;
  if (contest.publishedAt === null) return 'not-published';
  if (contest.closedAt !== null) return 'closed';
  if (!moments.ENTRIES_CLOSE) return 'no-deadline';
  if (contest.isAssigned) return 'judging';
  const next = shownClose({ announced: moments.ENTRIES_CLOSE, extensions: [...extensions, { minutes }] });
  if (next <= now) return 'in-the-past';
  return moments.SCREENING_ENDS && next >= moments.SCREENING_ENDS ? 'after-screening' : null;
}
