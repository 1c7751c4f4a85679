import type { Db } from '../../db/client.ts';
import type { Clock, Day, Instant } from '../platform/clock.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { dayIn } from '../platform/i18n/formats.ts';

/** What a command needs of the world. */
export interface Ports {
  db: Db;
  clock: Clock;
  timeZone: string;
}

export function portsOf(context: RequestContext): Ports {
  return { db: context.db, clock: context.clock, timeZone: context.env.TZ_DISPLAY };
}

/** This moment, as an instant and as a calendar day. */
export function momentOf({ clock, timeZone }: Pick<Ports, 'clock' | 'timeZone'>): { now: Date; at: Instant; today: Day } {
  const now = clock.now();
  return { now, at: now.toISOString(), today: dayIn(timeZone, now) };
}
