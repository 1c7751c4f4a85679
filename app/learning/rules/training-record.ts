import type { Day } from '../../platform/clock.ts';

/** Something that may count as training periods: a course that was completed, or a class with what somebody was there for. */
export type TrainingFact =
  | { kind: 'COURSE'; id: string; courseId: string; title: string; on: Day; periods: number }
  | { kind: 'CLASS'; id: string; courseId: string | null; replacesCourse: boolean; title: string; on: Day; periods: number; attended: number; neededShare: number };

export type Verdict = 'COUNTS' | 'ABSENT' | 'SAME_COURSE' | 'SAME_CLASS';
export interface TrainingLine {
  fact: TrainingFact;
  verdict: Verdict;
  /** What it adds to the sum of the year. */
  credited: number;
}
export interface TrainingRecord {
  lines: TrainingLine[];
  total: number;
}

/** The share of a class's periods that somebody was there for, in whole per cent, rounded down: 79.9 is not 80. */
export function attendedShare({ attended, periods }: { attended: number; periods: number }): number {
  // Halves of a period add up exactly; the small addition keeps 4 of 5 from becoming 79 by binary arithmetic.
  return periods > 0 ? Math.floor((attended / periods) * 100 + 1e-9) : 0;
}

/**
 * What counts in one year. A class counts with all its periods once enough of it was attended. A course counts once a year; two classes of one course count once,
 * and so do a course and a class that takes its place: the longer one, at the same length the earlier one.
 */
export function trainingRecord(facts: readonly TrainingFact[]): TrainingRecord {
  const ordered = facts.toSorted((one, other) => one.on.localeCompare(other.on) || one.id.localeCompare(other.id));
  const best = new Map<string, TrainingFact>();
  for (const fact of ordered) {
    if (!isEnough(fact)) continue;
    for (const key of keysOf(fact)) if ((best.get(key)?.periods ?? 0) < fact.periods) best.set(key, fact);
  }
  const lines = ordered.map((fact) => {
    const verdict = verdictOn(fact, best);
    return { fact, verdict, credited: verdict === 'COUNTS' ? fact.periods : 0 };
  });
  return { lines, total: lines.reduce((sum, line) => sum + line.credited, 0) };
}

function isEnough(fact: TrainingFact): boolean {
  return fact.kind === 'COURSE' || attendedShare(fact) >= fact.neededShare;
}

/** Facts that share a key are the same training. */
function keysOf(fact: TrainingFact): string[] {
  if (fact.kind === 'COURSE') return [`content:${fact.courseId}`];
  if (fact.courseId === null) return [`class:${fact.id}`];
  return fact.replacesCourse ? [`content:${fact.courseId}`] : [`room:${fact.courseId}`];
}

function verdictOn(fact: TrainingFact, best: ReadonlyMap<string, TrainingFact>): Verdict {
  if (!isEnough(fact)) return 'ABSENT';
  const winner = keysOf(fact).map((key) => best.get(key)).find((one) => one !== fact);
  if (!winner) return 'COUNTS';
  return winner.kind === 'CLASS' && fact.kind === 'CLASS' ? 'SAME_CLASS' : 'SAME_COURSE';
}
