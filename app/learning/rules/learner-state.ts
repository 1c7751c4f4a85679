import type { Day } from '../../platform/clock.ts';

export const learnerStates = ['done', 'doing', 'todo', 'late'] as const;
/** Where a person stands in a course that was given to her. Late beats "in progress": that is what a leader must see. */
export type LearnerState = (typeof learnerStates)[number];

export function learnerState(row: { startedAt: string | null; completedAt: string | null; dueOn: Day | null }, today: Day): LearnerState {
  if (row.completedAt) return 'done';
  if (row.dueOn && row.dueOn < today) return 'late';
  return row.startedAt ? 'doing' : 'todo';
}

export interface UnitCounts {
  total: number;
  done: number;
  doing: number;
  todo: number;
  late: number;
}
export const noCounts: UnitCounts = { total: 0, done: 0, doing: 0, todo: 0, late: 0 };

export function addCounts(a: UnitCounts, b: UnitCounts): UnitCounts {
  return { total: a.total + b.total, done: a.done + b.done, doing: a.doing + b.doing, todo: a.todo + b.todo, late: a.late + b.late };
}

/** Units that need help first: the lowest share of completion, then the most people. */
export function byNeed<Unit extends { counts: UnitCounts }>(units: readonly Unit[]): Unit[] {
  const share = ({ counts }: Unit) => (counts.total === 0 ? 1 : counts.done / counts.total);
  return [...units].sort((a, b) => share(a) - share(b) || b.counts.total - a.counts.total);
}
