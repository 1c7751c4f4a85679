import type { Instant } from '../../platform/clock.ts';

/** Where a package for VNeID stands: made, handed over, answered; void when its message ended before it left the house. */
export const packageStates = ['MADE', 'VOID', 'HANDED_OVER', 'RECEIVED'] as const;
export type PackageState = (typeof packageStates)[number];

export interface PackageDates {
  handedAt: Instant | null;
  receivedAt: Instant | null;
  cancelledAt: Instant | null;
  notAfter: Instant;
}

export function packageState({ handedAt, receivedAt, cancelledAt, notAfter }: PackageDates, now: Instant): PackageState {
  if (receivedAt) return 'RECEIVED';
  if (handedAt) return 'HANDED_OVER';
  return cancelledAt || notAfter <= now ? 'VOID' : 'MADE';
}
