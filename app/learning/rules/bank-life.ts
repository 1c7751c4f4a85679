import type { Day } from '../../platform/clock.ts';

/**
 * The first day on which fewer questions than needed can still be drawn, because facts under them lapse: null when there are always enough.
 * @param lapsing per question the day on which its fact lapses
 */
export function shortFrom(lapsing: readonly (Day | null)[], needed: number): Day | null {
  const days = lapsing.filter((day) => day !== null).toSorted();
  const lasting = lapsing.length - days.length;
  if (lasting >= needed) return null;
  return days[lapsing.length - needed] ?? null;
}
