import type { Day, Instant } from '../../platform/clock.ts';
import { instantOf } from '../../platform/local-time.ts';

/** The instant at which a calendar day begins in a zone. */
export const dayStart = (timeZone: string, day: Day): Instant => instantOf(`${day}T00:00`, timeZone);
