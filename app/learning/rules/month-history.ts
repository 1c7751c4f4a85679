import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';

/** What is known of units that are no more: which took their place, and under which unit they stood last. */
export interface UnitHistory {
  inForce: ReadonlySet<string>;
  /** Who took the place of a unit, those that took all of it first. */
  heirs: ReadonlyMap<string, readonly string[]>;
  /** The last parent of each unit. */
  parents: ReadonlyMap<string, string | null>;
}

/** The units of today that stand for an earlier one: itself, its heirs over any number of mergers and splits, or what stands for its parent. */
export function unitsToday(unitId: string, history: UnitHistory, seen: Set<string> = new Set()): string[] {
  if (history.inForce.has(unitId)) return [unitId];
  if (seen.has(unitId)) return [];
  seen.add(unitId);
  const found = new Set((history.heirs.get(unitId) ?? []).flatMap((heir) => unitsToday(heir, history, seen)));
  const parent = history.parents.get(unitId) ?? null;
  return found.size > 0 || parent === null ? [...found] : unitsToday(parent, history, seen);
}

/**
 * The unit of today under which somebody counts who worked in a unit then. After a split it is the part in which (or below which) she works now, else the first part.
 */
export function placeToday(unitThen: string, unitNow: string | null, history: UnitHistory): string | null {
  const heirs = unitsToday(unitThen, history);
  if (heirs.length < 2) return heirs[0] ?? unitNow;
  for (let at = unitNow, steps = 0; at !== null && steps < 50; at = history.parents.get(at) ?? null, steps += 1) if (heirs.includes(at)) return at;
  return heirs[0] ?? null;
}

/** The last day of a month and the moment at which it is over. */
export interface MonthEnd {
  month: string;
  lastDay: Day;
}

/** So many whole months before today, the earliest first. */
export function monthsBefore(today: Day, count: number): MonthEnd[] {
  return Array.from({ length: count }, (_, at) => {
    const first = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 - (count - at), 1)).toISOString().slice(0, 10);
    const next = new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)), 1)).toISOString().slice(0, 10);
    return { month: first.slice(0, 7), lastDay: plusDays(next, -1) };
  });
}

/** A person's way through one course. */
export interface CourseStory {
  enrollments: readonly { round: number; enrolledAt: Instant; cancelledAt: Instant | null }[];
  completions: readonly Instant[];
}

/** How somebody stood in a course just before a moment; null when she did not have it then. A later round counts from its beginning on. */
export function standingAt({ enrollments, completions }: CourseStory, end: Instant): 'done' | 'open' | null {
  const open = enrollments.find(({ enrolledAt, cancelledAt }) => enrolledAt < end && (cancelledAt === null || cancelledAt >= end));
  if (!open) return null;
  return completions.some((at) => at < end && (open.round === 1 || at >= open.enrolledAt)) ? 'done' : 'open';
}

/** A time in which somebody need not take a course; `validTo` is the first day on which she has to again, unless it was ended before. */
export interface PastExemption {
  validFrom: Day;
  validTo: Day;
  endedAt: Instant | null;
}

/** Whether somebody was exempted when a month was over: then she stands in no count of it, as on the leader's page, unless she was done all the same. */
export function wasExempt(exemptions: readonly PastExemption[], { lastDay, end }: { lastDay: Day; end: Instant }): boolean {
  return exemptions.some(({ validFrom, validTo, endedAt }) => validFrom <= lastDay && validTo > lastDay && (endedAt === null || endedAt >= end));
}

/** Where somebody worked on a day. */
export function unitOn(memberships: readonly { unitId: string; validFrom: Day; validTo: Day | null }[], day: Day): string | null {
  return memberships.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day))?.unitId ?? null;
}
