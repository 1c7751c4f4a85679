import type { Day, Instant } from '../../platform/clock.ts';
import { standingOf } from './answer.ts';
import type { CopiedAnswer } from './desk-index.ts';

/** Whether a copy may still give out this answer: what is withdrawn, replaced or retired at a moment is gone from that moment on, whoever can tell the desk of it. */
export const isHeld = ({ until }: Pick<CopiedAnswer, 'until'>, at: Instant): boolean => until === null || at < until;

/** An answer of a copy as it stands on a day that may be later than the copy: which of its documents do not hold, and whether its review is due. */
export function onDay<Answer extends CopiedAnswer>(answer: Answer, today: Day): Answer {
  const lapsed = answer.basis.filter((_line, at) => {
    const { from, to } = answer.periods[at] ?? { from: null, to: null };
    return standingOf({ effectiveFrom: from, effectiveTo: to }, today) !== 'holds';
  });
  return { ...answer, lapsed, isOverdue: answer.reviewDue < today };
}

/** A copy older than this is for what cannot wait only: a day's changes by hand are not in it. */
const oldAfterHours = 24;

/** How old a copy is, in the words in which it is said; a clock that was set back makes it new. */
export function ageOf(seenAt: Instant, at: Instant): { unit: 'fresh' | 'hours' | 'days'; count: number; isOld: boolean } {
  const hours = Math.max(0, Math.floor((Date.parse(at) - Date.parse(seenAt)) / 3_600_000));
  const isOld = hours >= oldAfterHours;
  if (hours === 0) return { unit: 'fresh', count: 0, isOld };
  return isOld ? { unit: 'days', count: Math.floor(hours / 24), isOld } : { unit: 'hours', count: hours, isOld };
}
