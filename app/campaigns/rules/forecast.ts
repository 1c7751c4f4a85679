import type { Instant } from '../../platform/clock.ts';
import { personalChannels, type Channel, type WhenClosed } from '../../messaging/index.ts';

/** What is known of a channel before a campaign starts. */
export interface ChannelFacts {
  channel: Channel;
  audience: number;
  /** How many of the audience the channel comes to at all. */
  reachable: number;
  /** How many of those have had their messages of the day at that moment. */
  overCap: number;
  whenClosed: WhenClosed;
}

/** When a campaign starts, and what closes its moment. */
export interface StartFacts {
  notAfter: Instant;
  isUrgent: boolean;
  /** The end of the quiet hours in which the start lies; null when it lies in none. */
  quietUntil: Instant | null;
  quietChannels: readonly string[];
}

/** What becomes of a campaign on a channel at its start. All but the last two add up to those who are reachable, everything to the audience. */
export interface Forecast {
  channel: Channel;
  atOnce: number;
  waits: number;
  /** Until when they wait; null when each person's own last messages decide. */
  until: Instant | null;
  expires: number;
  drops: number;
  unreachable: number;
  audience: number;
}

/** Quiet hours hold back everybody, the daily cap those who are over it; the campaign says what then becomes of them. Urgent messages pass both, and so does what rings nowhere: the inbox, and packages that people carry. */
export function forecastOf({ channel, audience, reachable, overCap, whenClosed }: ChannelFacts, start: StartFacts): Forecast {
  const isQuiet = !start.isUrgent && start.quietUntil !== null && start.quietChannels.includes(channel);
  const held = start.isUrgent || !personalChannels.includes(channel) ? 0 : isQuiet ? reachable : overCap;
  const until = isQuiet ? start.quietUntil : null;
  // Who would wait beyond the last moment is not sent to at all.
  const fate = whenClosed === 'WAIT' && until !== null && until >= start.notAfter ? 'EXPIRE' : whenClosed;
  const of = (one: WhenClosed) => (fate === one ? held : 0);
  return { channel, atOnce: reachable - held, waits: of('WAIT'), until, expires: of('EXPIRE'), drops: of('DROP'), unreachable: audience - reachable, audience };
}
