import { plusMinutes, type Instant } from '../../platform/clock.ts';

export const runStates = ['DRAFT', 'OPEN', 'FULL', 'CLOSED', 'RUNNING', 'DONE', 'CANCELLED'] as const;
/** How a class stands, derived from what was decided and from its days. */
export type RunState = (typeof runStates)[number];

export interface RunFacts {
  openedAt: Instant | null;
  cancelledAt: Instant | null;
  closesAt: Instant;
  /** Of the first session, and the end of the last one; null while there is none. */
  startsAt: Instant | null;
  endsAt: Instant | null;
  capacity: number;
  placed: number;
}

/** The state of a class at a moment. Borders belong to what begins: at its first second a class is running, at its last it is done. */
export function runState(run: RunFacts, at: Instant): RunState {
  if (run.cancelledAt !== null) return 'CANCELLED';
  if (run.openedAt === null || run.startsAt === null || run.endsAt === null) return 'DRAFT';
  if (at >= run.endsAt) return 'DONE';
  if (at >= run.startsAt) return 'RUNNING';
  if (at >= run.closesAt) return 'CLOSED';
  return run.placed >= run.capacity ? 'FULL' : 'OPEN';
}

/** Whether a class is over at a moment, opened or not: then opening it records what was held without it. */
export const isHeld = ({ endsAt }: Pick<RunFacts, 'endsAt'>, at: Instant): boolean => endsAt !== null && at >= endsAt;
/** Whether it was opened only after it was over: nobody could enrol, so its list of those present says who was in it. */
export const isRecordedAfterwards = ({ openedAt, endsAt }: Pick<RunFacts, 'openedAt' | 'endsAt'>): boolean => openedAt !== null && isHeld({ endsAt }, openedAt);
/** Whether somebody may take a place or a turn in the waiting list. */
export const takesPeople = (state: RunState): boolean => state === 'OPEN' || state === 'FULL';
/** Whether a place may be given back; whoever is in the class is told of changes. */
export const isAhead = (state: RunState): boolean => takesPeople(state) || state === 'CLOSED';

export interface SessionTimes {
  startsAt: Instant;
  endsAt: Instant;
}

/** Whether one may check in to a session now: a while before it begins, until it ends. */
export function checkInState(session: SessionTimes, at: Instant, minutesBefore: number): 'EARLY' | 'OPEN' | 'LATE' {
  if (at < checkInFrom(session, minutesBefore)) return 'EARLY';
  return at < session.endsAt ? 'OPEN' : 'LATE';
}

/** The first moment at which one may check in. */
export function checkInFrom({ startsAt }: SessionTimes, minutesBefore: number): Instant {
  return plusMinutes(startsAt, -minutesBefore);
}

/** Whether two sessions of one class overlap. */
export function overlaps(one: SessionTimes, other: SessionTimes): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}
