import type { Instant } from '../../platform/clock.ts';

/** From when to when a publication shows its version; without an end until the next one begins. */
export interface Window {
  publishAt: Instant;
  withdrawAt: Instant | null;
}
export type Collision<Other extends Window> = { kind: 'moment' | 'inside' | 'across'; other: Other };

/**
 * Whether a new publication contradicts one that is planned or running. One without an end simply gives way to the next; a period with an end was meant
 * to be shown to its end, so nothing may begin inside it, and a new period may not reach over the beginning of another.
 */
export function collisionOf<Other extends Window>(wanted: Window, others: readonly Other[]): Collision<Other> | null {
  for (const other of others) if (other.publishAt === wanted.publishAt) return { kind: 'moment', other };
  for (const other of others) {
    if (other.publishAt < wanted.publishAt && other.withdrawAt !== null && other.withdrawAt > wanted.publishAt) return { kind: 'inside', other };
    if (other.publishAt > wanted.publishAt && wanted.withdrawAt !== null && wanted.withdrawAt > other.publishAt) return { kind: 'across', other };
  }
  return null;
}
