import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import { platformMessages as messages } from '../messages.ts';

/** A named limit: so many points in so many seconds per key. */
export interface RateLimit {
  name: string;
  points: number;
  seconds: number;
}

export type SpendPoint = (limit: RateLimit, key: string) => Promise<void>;

/**
 * Counts requests per key in this process.
 * @throws AppError limit, with the seconds to wait, when the key has used up its points
 */
export function createRateLimiter(enabled: boolean): SpendPoint {
  const limiters = new Map<string, RateLimiterMemory>();
  return async (limit, key) => {
    if (!enabled) return;
    const limiter = limiters.get(limit.name) ?? new RateLimiterMemory({ points: limit.points, duration: limit.seconds });
    limiters.set(limit.name, limiter);
    await limiter.consume(key).catch((refused: RateLimiterRes) => {
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw new AppError('limit', messages.both('error.limit', { seconds }), { retryAfterSeconds: seconds });
    });
  };
}

/** Writes of any kind by one address. */
export const writeLimit: RateLimit = { name: 'write', points: 600, seconds: 60 };
/** Sign-in tries by one address; a whole office may share one, so the account's own lockout is the sharper rule. */
export const signInLimit: RateLimit = { name: 'sign-in', points: 60, seconds: 300 };
/** Look-ups on public pages by one address. */
export const publicLookupLimit: RateLimit = { name: 'public-lookup', points: 60, seconds: 60 };
/** Look-ups while one types, by one address: several a second from each of the people in an office. */
export const suggestionLimit: RateLimit = { name: 'suggestion', points: 1_200, seconds: 60 };
