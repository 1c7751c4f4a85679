import { z } from 'zod';
import { defineSetting, type Setting } from '../settings.ts';
import type { RateLimit } from './rate-limit.server.ts';

const limit = (least: number) => z.object({ points: z.int().min(least).max(100_000), seconds: z.int().min(10).max(3_600) });

/** The limits that an installation may set. None can be so narrow that whoever sets it cannot take it back: an office shares one address. */
export const rateLimits = defineSetting({
  key: 'platform.rate-limits',
  value: z.object({ write: limit(60), 'sign-in': limit(10), 'public-lookup': limit(10), suggestion: limit(60) }),
  fallback: {
    // Writes of any kind.
    write: { points: 600, seconds: 60 },
    // A whole office may share one address, so the account's own lockout is the sharper rule.
    'sign-in': { points: 60, seconds: 300 },
    'public-lookup': { points: 60, seconds: 60 },
    // Several a second from each of the people in an office.
    suggestion: { points: 1_200, seconds: 60 },
  },
  legalBasis: 'Quy chế vận hành hệ thống',
  mayBeginToday: true,
});

export type LimitName = keyof typeof rateLimits.fallback;
export type Limits = Readonly<Record<LimitName, { points: number; seconds: number }>>;

/** Settings of the platform itself. */
export const platformSettings: readonly Setting<unknown>[] = [rateLimits] as readonly unknown[] as readonly Setting<unknown>[];

const named = (name: LimitName): RateLimit => ({ name, ...rateLimits.fallback[name] });
/** Writes of any kind by one address. */
export const writeLimit = named('write');
/** Sign-in tries by one address. */
export const signInLimit = named('sign-in');
/** Look-ups on public pages by one address. */
export const publicLookupLimit = named('public-lookup');
/** Look-ups while one types, by one address. */
export const suggestionLimit = named('suggestion');
