import { blindCode, seal, unseal } from '../platform/sealed.server.ts';
import { maskedNumber } from '../platform/text/phone.ts';

/** A caller's number as it is stored: sealed, masked, and as a keyed hash that only tells two callers apart. */
export interface SealedNumber {
  number_sealed: string | null;
  number_mask: string | null;
  number_hash: string | null;
}

// The same number goes with a call that is handed over, so it is bound to its purpose and to no single row.
const [purpose, owner] = ['call.number', 'caller'];

/** Seals a number in E.164; each time it looks different. */
export function sealNumber(secret: string, number: string | null): SealedNumber {
  if (number === null) return { number_sealed: null, number_mask: null, number_hash: null };
  return { number_sealed: seal(secret, purpose, owner, number), number_mask: maskedNumber(number), number_hash: blindCode(secret, purpose, number) };
}

/** Opens a sealed number; null when it was sealed under another secret or altered. */
export const openNumber = (secret: string, sealed: string | null): string | null => (sealed === null ? null : unseal(secret, purpose, owner, sealed));
