import type { Instant } from '../../platform/clock.ts';
import { closesAt, isShownOpen, shownClose, type Deadline } from './deadline.ts';

export const momentKinds = ['OPENS', 'ENTRIES_CLOSE', 'SCREENING_ENDS', 'SCORING_ENDS', 'RESULTS'] as const;
export type MomentKind = (typeof momentKinds)[number];
export type Timetable = Partial<Record<MomentKind, Instant>>;

/** Where a contest stands: nobody sets this, it follows from dates. */
export const phases = ['DRAFT', 'ANNOUNCED', 'OPEN', 'SCREENING', 'JUDGING', 'DECIDING', 'RESULTS', 'CLOSED'] as const;
export type Phase = (typeof phases)[number];

export interface Dated {
  publishedAt: Instant | null;
  closedAt: Instant | null;
  /** When the results were published. */
  resultsAt: Instant | null;
  moments: Timetable;
  extensions: Deadline['extensions'];
  graceSeconds: number;
}

/** The deadline of entries; null while the timetable has none. */
export function deadlineOf({ moments, extensions, graceSeconds }: Pick<Dated, 'moments' | 'extensions' | 'graceSeconds'>): Deadline | null {
  return moments.ENTRIES_CLOSE ? { announced: moments.ENTRIES_CLOSE, extensions, graceSeconds } : null;
}

export function phaseOf(contest: Dated, now: Instant): Phase {
  if (contest.publishedAt === null) return 'DRAFT';
  if (contest.closedAt !== null) return 'CLOSED';
  if (contest.resultsAt !== null) return 'RESULTS';
  if (now < (contest.moments.OPENS ?? '')) return 'ANNOUNCED';
  const deadline = deadlineOf(contest);
  // What people read says nothing of grace: for them the contest closes when the shown second is over.
  if (deadline && isShownOpen(now, deadline)) return 'OPEN';
  if (now <= endOf(contest.moments.SCREENING_ENDS)) return 'SCREENING';
  if (now <= endOf(contest.moments.SCORING_ENDS)) return 'JUDGING';
  return 'DECIDING';
}

/** The shelves of the public list. */
export type Shelf = 'open' | 'judged' | 'past' | 'off';
/** @param hasResults of a closed contest: one without was called off */
export function shelfOf(phase: Phase, hasResults = true): Shelf | null {
  if (phase === 'CLOSED' && !hasResults) return 'off';
  if (phase === 'DRAFT') return null;
  if (phase === 'ANNOUNCED' || phase === 'OPEN') return 'open';
  return phase === 'RESULTS' || phase === 'CLOSED' ? 'past' : 'judged';
}

/** The timetable as it holds today: the deadline with everything that was added to it. */
export function timetableShown({ moments, extensions }: Pick<Dated, 'moments' | 'extensions'>): { kind: MomentKind; at: Instant; announced: Instant }[] {
  return momentKinds.flatMap((kind) => {
    const announced = moments[kind];
    if (!announced) return [];
    return [{ kind, announced, at: kind === 'ENTRIES_CLOSE' ? shownClose({ announced, extensions }) : announced }];
  });
}

function endOf(moment: Instant | undefined): Instant {
  return moment ? closesAt({ announced: moment, extensions: [], graceSeconds: 0 }) : '';
}
