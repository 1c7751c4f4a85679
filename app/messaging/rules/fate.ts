import type { Channel } from './channels.ts';

/** Why a delivery is written down as not to be sent. The sum of all states is always audience × channels, so these rows exist too. */
export const suppressedReasons = ['NO_ADDRESS', 'SUPPRESSED_ADDRESS', 'OPTED_OUT', 'DISABLED_ACCOUNT', 'NOT_REACHED'] as const;
export type SuppressedReason = (typeof suppressedReasons)[number];

/** A call has gone out, or may have: somebody may have read the text. */
export const reachedStates = ['SENDING', 'UNCERTAIN', 'ACCEPTED', 'DELIVERED'] as const;

export interface RecipientFacts {
  email: string | null;
  /** A mobile number in E.164. */
  phone: string | null;
  /** One of her browsers takes notices. */
  hasPush: boolean;
  isDisabled: boolean;
  /** The address is on the list of those that must not be written to. */
  isSuppressed: boolean;
  /** She does not want this topic on this channel. */
  hasOptedOut: boolean;
  /** Of a correction: the wrong text came, or was to come, to her on this channel. Of anything else: true. */
  hadOriginal: boolean;
}

export type Fate = { state: 'QUEUED' | 'DELIVERED'; address: string | null; detail: null } | { state: 'SUPPRESSED'; address: string | null; detail: SuppressedReason };

/**
 * What becomes of a message for one person on one channel at the moment of fan-out. The in-app inbox is the floor: it needs no address, cannot be
 * opted out of, and having the row is having the message. Duty messages are not stopped by a preference, but by a dead address they are.
 */
export function fateOf(channel: Channel, isDuty: boolean, person: RecipientFacts): Fate {
  const no = (detail: SuppressedReason, address: string | null = null): Fate => ({ state: 'SUPPRESSED', address, detail });
  if (person.isDisabled) return no('DISABLED_ACCOUNT');
  if (!person.hadOriginal) return no('NOT_REACHED');
  if (channel === 'IN_APP') return { state: 'DELIVERED', address: null, detail: null };
  const address = channel === 'EMAIL' ? person.email : channel === 'SMS' || channel === 'ZALO' ? person.phone : null;
  if (address === null && ['EMAIL', 'SMS', 'ZALO'].includes(channel)) return no('NO_ADDRESS');
  if (channel === 'PUSH' && !person.hasPush) return no('NO_ADDRESS');
  if (person.isSuppressed) return no('SUPPRESSED_ADDRESS', address);
  if (person.hasOptedOut && !isDuty) return no('OPTED_OUT', address);
  return { state: 'QUEUED', address, detail: null };
}

/** Minutes before the next try: 1, 4, 16 … at most an hour, or longer when the provider asks for it. */
export function retryMinutes(attempts: number, askedSeconds = 0): number {
  return Math.max(Math.min(60, 4 ** (attempts - 1)), askedSeconds / 60);
}

/** How often a delivery is tried before it is given up. */
export const mostAttempts = 8;
