/** A share with the bounds between which the true one lies with 95 % confidence. All from 0 to 1. */
export interface Share {
  share: number;
  low: number;
  high: number;
  count: number;
  of: number;
}

/** A difference with its bounds. All from −1 to 1. */
export interface Interval {
  difference: number;
  low: number;
  high: number;
}

const z = 1.959964;

/** Wilson's interval: holds for small samples and for shares near 0 and 1. Null when nobody was counted. */
export function shareOf(count: number, of: number): Share | null {
  if (of <= 0) return null;
  const p = count / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return { share: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half), count, of };
}

/** The difference of two independent shares (after − before) with Newcombe's interval; null when one is unknown. */
export function differenceOf(before: Share | null, after: Share | null): Interval | null {
  if (!before || !after) return null;
  const difference = after.share - before.share;
  return {
    difference,
    low: difference - Math.hypot(after.share - after.low, before.high - before.share),
    high: difference + Math.hypot(after.high - after.share, before.share - before.low),
  };
}

/** Fewer citizens than this are never shown apart: somebody could be recognised. */
export const smallestCell = 10;

export type Verdict = 'REACHED' | 'MISSED' | 'UNDECIDED' | 'UNKNOWN';

/** Whether a target in per cent was reached: only when the whole interval lies on one side of it. */
export function verdictOf(measured: Share | null, targetPercent: number): Verdict {
  if (!measured) return 'UNKNOWN';
  const target = targetPercent / 100;
  if (measured.low >= target) return 'REACHED';
  return measured.high < target ? 'MISSED' : 'UNDECIDED';
}
