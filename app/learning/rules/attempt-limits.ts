import { plusMinutes, type Instant } from '../../platform/clock.ts';

/** Saves that were already under way when the time ran out still count; nobody is told. */
const graceMinutes = 3 / 60;

/** What decides whether a person may start an attempt now. */
export interface StartFacts {
  isEnrolled: boolean;
  /** Courses that must come first and are not done. */
  missingCourses: number;
  /** Lessons and assessments that must come first and are not done. */
  missingSteps: number;
  /** Only for a pre-test: whether the course is being renewed, and whether any of its lessons is left to prove. */
  pretest?: { isRenewal: boolean; hasGaps: boolean };
  attemptsUsed: number;
  maxAttempts: number;
  cooldownMinutes: number;
  last: { submittedAt: Instant; isPassed: boolean } | null;
}

export type StartBar = { kind: 'not-enrolled' } | { kind: 'locked' } | { kind: 'no-renewal' } | { kind: 'nothing-to-prove' } | { kind: 'steps-missing' } | { kind: 'no-attempts-left' } | { kind: 'cooldown'; until: Instant };

/** What keeps a person from starting, the most fundamental first; null when nothing does. */
export function startBar(facts: StartFacts, now: Instant): StartBar | null {
  if (!facts.isEnrolled) return { kind: 'not-enrolled' };
  if (facts.missingCourses > 0) return { kind: 'locked' };
  if (facts.pretest && !facts.pretest.isRenewal) return { kind: 'no-renewal' };
  if (facts.missingSteps > 0) return { kind: 'steps-missing' };
  if (attemptsLeft(facts) === 0) return { kind: 'no-attempts-left' };
  if (facts.pretest && !facts.pretest.hasGaps) return { kind: 'nothing-to-prove' };
  const until = cooldownUntil(facts, now);
  return until === null ? null : { kind: 'cooldown', until };
}

/** How many attempts remain; never negative, even when a new version allows fewer than were used. */
export function attemptsLeft({ attemptsUsed, maxAttempts }: Pick<StartFacts, 'attemptsUsed' | 'maxAttempts'>): number {
  return Math.max(0, maxAttempts - attemptsUsed);
}

/** Until when to wait after a failed attempt; null when there is no need. A clock that was set back never makes the wait longer than the rule. */
export function cooldownUntil({ last, cooldownMinutes }: Pick<StartFacts, 'last' | 'cooldownMinutes'>, now: Instant): Instant | null {
  if (!last || last.isPassed) return null;
  const until = plusMinutes(last.submittedAt < now ? last.submittedAt : now, cooldownMinutes);
  return until > now ? until : null;
}

/** True from the very instant at which the time is up. */
export function isTimeUp(dueAt: Instant, now: Instant): boolean {
  return now >= dueAt;
}

/** The instant from which nothing is accepted any more. */
export function closesAt(dueAt: Instant): Instant {
  return plusMinutes(dueAt, graceMinutes);
}

/** Whole seconds left, never more than the attempt had at its start. */
export function secondsLeft(attempt: { startedAt: Instant; dueAt: Instant }, now: Instant): number {
  const due = Date.parse(attempt.dueAt);
  const whole = (due - Date.parse(attempt.startedAt)) / 1000;
  const left = Math.ceil((due - Date.parse(now)) / 1000);
  return Math.min(whole, Math.max(0, left));
}

/** When an attempt counts as handed in: not after its time, and not before its start. */
export function submittedAt(attempt: { startedAt: Instant; dueAt: Instant }, now: Instant): Instant {
  if (now > attempt.dueAt) return attempt.dueAt;
  return now < attempt.startedAt ? attempt.startedAt : now;
}
