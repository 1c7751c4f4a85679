import { createHmac } from 'node:crypto';
import type { RateLimit } from '../platform/http/rate-limit.server.ts';
import { integrityCode } from '../platform/signing.server.ts';

export const codeMinutes = 10;
const codeDigits = 8;
export const mostTries = 5;
/**
 * Codes to one address within an hour, for one place on the network and for all together; what is asked for beyond that is answered in the same way, but nothing is sent.
 * They differ, so that nobody keeps somebody else out by asking for codes in her name.
 */
export const codesAnHour = { fromOnePlace: 5, inAll: 20 };
/** Codes asked for by one address on the network: an office or a school shares one. */
export const codeLimit: RateLimit = { name: 'contest-code', points: 20, seconds: 600 };
/** New addresses that one person tries: mails to strangers are not to be had without end. */
export const newAddressLimit: RateLimit = { name: 'contest-address', points: 5, seconds: 3_600 };

/** The digits of a code row: so many that guessing by many codes and many tries leads nowhere. They are never stored: who reads the database cannot sign in with what stands there. */
export function codeOf(secret: string, id: string): string {
  const bytes = createHmac('sha256', secret).update(`contest.sign-in-code:${id}`).digest();
  return String(bytes.readUIntBE(0, 6) % 10 ** codeDigits).padStart(codeDigits, '0');
}

/** What is kept of a code. */
export function codeHash(secret: string, id: string, code: string): string {
  return integrityCode(secret, ['contest.sign-in-code', id, code]);
}

/** A network address as it is kept with a code. */
export function placeHash(secret: string, address: string): string {
  return integrityCode(secret, ['contest.sign-in-place', address]);
}
