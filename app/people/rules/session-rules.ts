import { z } from 'zod';
import type { Instant } from '../../platform/clock.ts';
import { defineSetting } from '../../platform/settings.ts';
import type { Grant } from '../actor.ts';

/** Basis of the figures: level-3 requirements for business software (TCVN 14423:2026, 5.5.2.2, read in secondary texts); the owner confirms. */
export const sessionPolicy = defineSetting({
  key: 'people.session-policy',
  value: z.object({ idleMinutes: z.number().int().min(5).max(1_440), staffIdleMinutes: z.number().int().min(5).max(1_440), absoluteHours: z.number().int().min(1).max(720) }),
  fallback: { idleMinutes: 30, staffIdleMinutes: 15, absoluteHours: 12 },
  legalBasis: 'TCVN 14423:2026 (mức gợi ý, chủ quản xác nhận)',
});

export const lockoutPolicy = defineSetting({
  key: 'people.lockout-policy',
  value: z.object({ failures: z.number().int().min(3).max(100), minutes: z.number().int().min(1).max(1_440) }),
  fallback: { failures: 5, minutes: 15 },
  legalBasis: 'TCVN 14423:2026 (mức gợi ý, chủ quản xác nhận)',
});

/** People with rights over others get the shorter idle time. */
export function idleMinutesFor(grants: readonly Grant[], policy: { idleMinutes: number; staffIdleMinutes: number }): number {
  return grants.some((grant) => grant.role !== 'LEARNER') ? policy.staffIdleMinutes : policy.idleMinutes;
}

/** What one more wrong password does to an account. */
export function afterFailure(failedCount: number, now: Date, policy: { failures: number; minutes: number }): { failed_count: number; locked_until: string | null } {
  const failed_count = failedCount + 1;
  if (failed_count < policy.failures) return { failed_count, locked_until: null };
  return { failed_count: 0, locked_until: new Date(now.getTime() + policy.minutes * 60_000).toISOString() };
}

/** Where to go after signing in: a path of our own, never another site. Letters that no header can carry are percent-encoded. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !next.startsWith('/') || next.startsWith('//') || next.includes('\\') || /[\u0000-\u001f]/.test(next)) return '/';
  return next.toWellFormed().replace(/[^\u0021-\u007e]/gu, encodeURIComponent);
}

/**
 * So long the token that a session had before a change of password still stands for it, and a form of passwords sent once more is the same deed. A browser that
 * sends a form twice drops the first answer, and the new session with it; pages that are on their way have the old one, too.
 */
const repeatSeconds = 10;

/** What was done after this moment is taken for the same deed when it is asked for again. */
export const repeatedSince = (now: Instant): Instant => new Date(Date.parse(now) - repeatSeconds * 1_000).toISOString();
