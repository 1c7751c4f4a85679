import { createHmac } from 'node:crypto';
import { integrityCode } from '../platform/signing.server.ts';

export const codeMinutes = 10;
export const mostTries = 5;
/** Codes to one address within an hour; what is asked for beyond that is answered in the same way, but nothing is sent. */
export const codesAnHour = 5;

/** The six digits of a code row. They are never stored: who reads the database cannot sign in with what stands there. */
export function codeOf(secret: string, id: string): string {
  const bytes = createHmac('sha256', secret).update(`contest.sign-in-code:${id}`).digest();
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** What is kept of a code. */
export function codeHash(secret: string, id: string, code: string): string {
  return integrityCode(secret, ['contest.sign-in-code', id, code]);
}
