import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '../../../db/client.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { dayIn } from '../i18n/formats.ts';
import { platformMessages as messages } from '../messages.ts';
import { readSetting } from '../settings.server.ts';
import { rateLimits, type LimitName, type Limits } from './limits.ts';

/** A named limit: so many points in so many seconds per key. */
export interface RateLimit {
  name: string;
  points: number;
  seconds: number;
}

export type SpendPoint = (limit: RateLimit, key: string) => Promise<void>;

/**
 * Counts requests per key in this process. `readLimits` says the numbers of limits that the installation sets; the others have those that they name.
 * @throws AppError limit, with the seconds to wait, when the key has used up its points
 */
export function createRateLimiter(enabled: boolean, readLimits?: () => Promise<Limits>): SpendPoint {
  const limiters = new Map<string, RateLimiterMemory>();
  return async (limit, key) => {
    if (!enabled) return;
    const own = readLimits && isSet(limit.name) ? (await readLimits())[limit.name] : limit;
    const limiter = limiterFor(limiters, limit.name, own);
    await limiter.consume(key).catch((refused: RateLimiterRes) => {
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw new AppError('limit', messages.both('error.limit', { seconds }), { retryAfterSeconds: seconds });
    });
  };
}

const isSet = (name: string): name is LimitName => Object.hasOwn(rateLimits.fallback, name);

/** The counter of a limit; with other numbers counting begins anew. */
function limiterFor(limiters: Map<string, RateLimiterMemory>, name: string, { points, seconds }: Pick<RateLimit, 'points' | 'seconds'>): RateLimiterMemory {
  const known = limiters.get(name);
  if (known?.points === points && known.duration === seconds) return known;
  const made = new RateLimiterMemory({ points, duration: seconds });
  limiters.set(name, made);
  return made;
}

/** So long a value is used before it is asked for anew: every write of everybody asks. */
const keptMilliseconds = 5_000;

/** The limits that the installation has set, as they hold now. What cannot be read just now stays as it was. */
export function limitsOf({ db, clock, timeZone }: { db: Db; clock: Clock; timeZone: string }): () => Promise<Limits> {
  let held: Limits = rateLimits.fallback;
  let readAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now();
    if (Math.abs(now.getTime() - readAt) < keptMilliseconds) return held;
    readAt = now.getTime();
    held = await readSetting(db, rateLimits, dayIn(timeZone, now)).catch(() => held);
    return held;
  };
}
