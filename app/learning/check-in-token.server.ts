import type { Instant } from '../platform/clock.ts';
import { integrityCode, sameCode } from '../platform/signing.server.ts';

/** How long each kind of token is shown: one turns with the picture, one is read off and typed, one belongs to a person who has opened the page. */
const seconds = { LIVE: 60, CODE: 600, TICKET: 600 } as const;
export type TokenKind = keyof typeof seconds;
const letters: Record<TokenKind, string> = { LIVE: 'l', CODE: 'c', TICKET: 't' };
/** Without letters and digits that look alike. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

const slotOf = (kind: TokenKind, at: Instant): number => Math.floor(Date.parse(at) / 1000 / seconds[kind]);

function sign(secret: string, kind: TokenKind, slot: number, fields: readonly string[]): string {
  return integrityCode(secret, ['class-check-in', kind, slot, ...fields]).slice(0, 22);
}

/** A token for a session (and for one person, when it is her ticket), with the moment at which the next one is shown. */
export function checkInToken(secret: string, kind: TokenKind, at: Instant, ...fields: string[]): { token: string; until: Instant } {
  const slot = slotOf(kind, at);
  return { token: `${letters[kind]}${slot.toString(36)}.${sign(secret, kind, slot, fields)}`, until: new Date((slot + 1) * seconds[kind] * 1000).toISOString() };
}

/** Whether a token holds: while it is shown, and for as long again, because it takes a moment to open a page. */
export function tokenHolds(secret: string, token: string, at: Instant, kinds: readonly TokenKind[], ...fields: string[]): boolean {
  const read = /^([lct])([0-9a-z]{1,9})\.([\w-]{22})$/.exec(token);
  const kind = kinds.find((one) => letters[one] === read?.[1]);
  if (!read || !kind) return false;
  const slot = Number.parseInt(read[2] ?? '', 36);
  const now = slotOf(kind, at);
  return (slot === now || slot === now - 1) && sameCode(read[3] ?? '', sign(secret, kind, slot, fields));
}

/** Six signs that people without a camera type. */
export function typedCode(secret: string, sessionId: string, at: Instant, slotsAgo = 0): string {
  const bytes = Buffer.from(integrityCode(secret, ['class-code', sessionId, slotOf('CODE', at) - slotsAgo]), 'base64url');
  return [...bytes.subarray(0, 6)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** Whether what was typed is the code of now or of the ten minutes before; small letters and spaces do not matter. */
export function typedCodeHolds(secret: string, sessionId: string, typed: string, at: Instant): boolean {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  return [0, 1].some((ago) => sameCode(code, typedCode(secret, sessionId, at, ago)));
}
