import type { Instant } from '../../platform/clock.ts';

export const accountStates = ['ACTIVE', 'WAITING', 'LOCKED', 'DISABLED', 'LEFT'] as const;
/** What people see of an account; never stored, always derived. */
export type AccountState = (typeof accountStates)[number];

export interface StateFacts {
  leftOn: string | null;
  disabledAt: Instant | null;
  lockedUntil: Instant | null;
  hasPassword: boolean;
}

export function stateOf({ leftOn, disabledAt, lockedUntil, hasPassword }: StateFacts, now: Instant): AccountState {
  if (leftOn) return 'LEFT';
  if (disabledAt) return 'DISABLED';
  if (!hasPassword) return 'WAITING';
  return lockedUntil && lockedUntil > now ? 'LOCKED' : 'ACTIVE';
}
