import { differenceOf, shareOf, smallestCell, type Interval, type Share } from './interval.ts';

/** What was counted of one commune in one phase. */
export interface CommuneCount {
  unitId: string;
  phase: string;
  asked: number;
  right: number;
  /** A confirmed broadcast had taken place there when its people were asked afterwards; null when they were not asked afterwards. */
  wasReached: boolean | null;
}
export interface CommuneGroup {
  communes: number;
  /** Null unless all of them were asked before as well. */
  before: Share | null;
  after: Share;
}
export interface CommuneComparison {
  reached: CommuneGroup;
  open: CommuneGroup;
  /** How far the reached communes are ahead of the others, afterwards. */
  difference: Interval;
  /** How much more they changed than the others; null where some were not asked before. */
  change: Interval | null;
}

/**
 * Compares communes in which a campaign had been broadcast with those in which it had not yet. Null without two groups that may be shown.
 * The bounds take people for independent of each other, which neighbours are not: the true ones are wider.
 */
export function compareCommunes(rows: readonly CommuneCount[]): CommuneComparison | null {
  const [reached, open] = [groupOf(rows.filter(({ wasReached }) => wasReached === true)), groupOf(rows.filter(({ wasReached }) => wasReached === false))];
  if (!reached || !open) return null;
  const difference = differenceOf(open.after, reached.after);
  return difference && { reached, open, difference, change: differenceOfChanges(differenceOf(open.before, open.after), differenceOf(reached.before, reached.after)) };
}

function groupOf(rows: readonly CommuneCount[]): CommuneGroup | null {
  const of = (phase: string) => rows.filter((row) => row.phase === phase);
  const [before, after] = [of('BEFORE'), of('AFTER')];
  if (!isSafeTotal(rows)) return null;
  const share = (some: readonly CommuneCount[]) => {
    const asked = some.reduce((sum, row) => sum + row.asked, 0);
    return asked < smallestCell ? null : shareOf(some.reduce((sum, row) => sum + row.right, 0), asked);
  };
  const afterwards = share(after);
  return afterwards && { communes: after.length, before: before.length === after.length ? share(before) : null, after: afterwards };
}

/**
 * Whether the sums over some communes give no small group away: what a sum says beyond the communes that are shown is the sum of the hidden ones, and of one alone,
 * or of very few people, it would tell who said what.
 */
export function isSafeTotal(rows: readonly Pick<CommuneCount, 'unitId' | 'phase' | 'asked'>[]): boolean {
  const isSmall = smallUnits(rows);
  return ['BEFORE', 'AFTER'].every((phase) => {
    const hidden = rows.filter((row) => row.phase === phase && isSmall.has(row.unitId));
    return hidden.length === 0 || (hidden.length > 1 && hidden.reduce((sum, { asked }) => sum + asked, 0) >= smallestCell);
  });
}

/** Communes of which some count is too small to be shown apart. */
export function smallUnits(rows: readonly Pick<CommuneCount, 'unitId' | 'asked'>[]): Set<string> {
  return new Set(rows.filter(({ asked }) => asked < smallestCell).map(({ unitId }) => unitId));
}

/** The difference of two independent changes, by the bounds of both. */
function differenceOfChanges(first: Interval | null, second: Interval | null): Interval | null {
  if (!first || !second) return null;
  const difference = second.difference - first.difference;
  return { difference, low: difference - Math.hypot(second.difference - second.low, first.high - first.difference), high: difference + Math.hypot(second.high - second.difference, first.difference - first.low) };
}
