import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { integrityCode } from '../platform/signing.server.ts';
import { maskedNumber } from './rules/call-number.ts';

/** A caller's number as it is stored: sealed, masked, and as a keyed hash that only tells two callers apart. */
export interface SealedNumber {
  number_sealed: string | null;
  number_mask: string | null;
  number_hash: string | null;
}

const keyFor = (secret: string, use: string) => Buffer.from(hkdfSync('sha256', secret, 'hoc06', use, 32));

/** Seals a number in E.164 with AES-256-GCM; each time it looks different. */
export function sealNumber(secret: string, number: string | null): SealedNumber {
  if (number === null) return { number_sealed: null, number_mask: null, number_hash: null };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, 'caller number'), nonce);
  const sealed = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
  return {
    number_sealed: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url'),
    number_mask: maskedNumber(number),
    number_hash: integrityCode(keyFor(secret, 'caller again').toString('hex'), [number]),
  };
}

/** Opens a sealed number; null when it was sealed under another secret or altered. */
export function openNumber(secret: string, sealed: string | null): string | null {
  if (sealed === null) return null;
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const opener = createDecipheriv('aes-256-gcm', keyFor(secret, 'caller number'), bytes.subarray(0, 12));
    opener.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8');
  } catch {
    return null;
  }
}
