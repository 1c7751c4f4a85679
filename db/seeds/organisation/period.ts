import type { Period } from './schema.ts';

const FOREVER = '9999-12-31';

export function endOf(period: Period): string {
  return period.to ?? FOREVER;
}

export function isOn(period: Period, date: string): boolean {
  return period.from <= date && date < endOf(period);
}

export function contains(outer: Period, inner: Period): boolean {
  return outer.from <= inner.from && endOf(inner) <= endOf(outer);
}

export function overlap(a: Period, b: Period): boolean {
  return a.from < endOf(b) && b.from < endOf(a);
}

/** The common part of two periods, or undefined when they never meet. */
export function clip(period: Period, to: Period): Period | undefined {
  if (!overlap(period, to)) return undefined;
  const from = period.from > to.from ? period.from : to.from;
  const end = endOf(period) < endOf(to) ? period.to : to.to;
  return end === undefined ? { from } : { from, to: end };
}

/** Says why the parts do not follow each other without gap from the first to the last day of the whole. */
export function tilingFault(parts: readonly Period[], whole: Period): string | undefined {
  let reached = whole.from;
  for (const part of parts) {
    if (part.from >= endOf(part)) return `the period from ${part.from} ends on ${part.to}, not after it begins`;
    if (part.from !== reached) return `expected an entry from ${reached}, found one from ${part.from}`;
    reached = endOf(part);
  }
  return reached === endOf(whole) ? undefined : `the entries end on ${reached}, the unit on ${whole.to ?? 'no day'}`;
}
