import type { Day, Instant } from '../../platform/clock.ts';

/** An enrolment that was in force on some day of the period. */
export interface PackEnrolment {
  id: string;
  userId: string;
  courseId: string;
  round: number;
  isMandatory: boolean;
  enrolledAt: Instant;
  dueOn: Day | null;
  cancelledAt: Instant | null;
  isRenewed: boolean;
}

/** Facts of the ledger that say where somebody stood in a course, in the order in which they were recorded. */
export interface CourseFact {
  userId: string;
  courseId: string;
  verb: string;
  at: Instant;
  result: string;
}
export interface RoundFacts {
  startedAt: Instant | null;
  completedAt: Instant | null;
}

export const roundKey = (userId: string, courseId: string, round: number): string => `${userId} ${courseId} ${round}`;

/** When each round of each person in each course began and was completed. `course.renewed` begins the next round. */
export function roundsOf(facts: Iterable<CourseFact>): Map<string, RoundFacts> {
  const rounds = new Map<string, RoundFacts>();
  const current = new Map<string, number>();
  for (const { userId, courseId, verb, at, result } of facts) {
    const pair = `${userId} ${courseId}`;
    if (verb === 'course.renewed') {
      current.set(pair, Number((JSON.parse(result) as { round: number }).round));
      continue;
    }
    const key = roundKey(userId, courseId, current.get(pair) ?? 1);
    const known = rounds.get(key) ?? { startedAt: null, completedAt: null };
    if (verb === 'course.completed') rounds.set(key, { ...known, completedAt: earlier(known.completedAt, at) });
    else rounds.set(key, { ...known, startedAt: earlier(known.startedAt, at) });
  }
  return rounds;
}

const earlier = (known: Instant | null, at: Instant): Instant => (known !== null && known < at ? known : at);

export const packStates = ['COMPLETED', 'OVERDUE', 'IN_PROGRESS', 'NOT_STARTED', 'CANCELLED'] as const;
export type PackState = (typeof packStates)[number];

/** Where an enrolment stood at the end of the period. One that ended because the next round began keeps what was reached in it. */
export function stateAtEnd({ dueOn, cancelledAt, isRenewed }: Pick<PackEnrolment, 'dueOn' | 'cancelledAt' | 'isRenewed'>, { startedAt, completedAt }: RoundFacts, lastDay: Day): PackState {
  if (completedAt !== null) return 'COMPLETED';
  if (cancelledAt !== null && !isRenewed) return 'CANCELLED';
  if (dueOn !== null && dueOn < lastDay) return 'OVERDUE';
  return startedAt === null ? 'NOT_STARTED' : 'IN_PROGRESS';
}

export type PackCounts = Record<PackState, number>;
export const noPackCounts = (): PackCounts => ({ COMPLETED: 0, OVERDUE: 0, IN_PROGRESS: 0, NOT_STARTED: 0, CANCELLED: 0 });

/** All that count: cancelled enrolments are no longer a duty of anybody. */
export const countedIn = (counts: PackCounts): number => counts.COMPLETED + counts.OVERDUE + counts.IN_PROGRESS + counts.NOT_STARTED;

/** Sums by unit and course, filled while the rows pass. */
export function packSums() {
  const sums = new Map<string, { unitId: string; courseId: string; counts: PackCounts }>();
  return {
    add(unitId: string, courseId: string, state: PackState): void {
      const key = `${unitId} ${courseId}`;
      const row = sums.get(key) ?? { unitId, courseId, counts: noPackCounts() };
      row.counts[state] += 1;
      sums.set(key, row);
    },
    list: () => [...sums.values()],
  };
}
export type PackSums = ReturnType<typeof packSums>;
