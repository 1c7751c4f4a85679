import { isSignedBy, keyName, publicKeyFor, readPublicKey, signFor } from '../platform/ed25519.server.ts';
import { sha256 } from '../platform/signing.server.ts';
import { canonicalJson, type Json } from '../platform/canonical.ts';

export { keyName };

const purpose = 'entry receipt';

/** The public half of the key under which receipts are signed: 32 bytes in base64url. */
export function receiptPublicKey(secret: string): string {
  return publicKeyFor(secret, purpose);
}

/** Signs the text of a receipt. */
export function signReceipt(secret: string, text: string): string {
  return signFor(secret, purpose, Buffer.from(text, 'utf8')).toString('base64url');
}

/** The file that proves a submission: what was handed in, its receipt and the signature, in the one way in which they can be written. */
export function receiptFile(row: { content: string; receipt: string; signature: string }): string {
  // The words of an erased entry are gone; its receipt still proves that something with this hash was handed in.
  return canonicalJson({ content: row.content.length > 2 ? (JSON.parse(row.content) as Json) : null, receipt: JSON.parse(row.receipt) as Json, signature: row.signature });
}

const [begin, end] = ['-----BEGIN HOC06 RECEIPT-----', '-----END HOC06 RECEIPT-----'];

/** Receipt and signature, without what was handed in, as a block of letters that a mail carries unharmed: no braces, no marks, short lines. */
export function receiptBlock(row: { receipt: string; signature: string }): string {
  const text = Buffer.from(receiptFile({ ...row, content: '' }), 'utf8').toString('base64');
  return [begin, ...(text.match(/.{1,76}/g) ?? []), end].join('\n');
}

/**
 * The file behind the first whole block of a text, as of a mail that was saved or quoted, also in its quoted-printable form; the text itself when there is none. A block that
 * was cut short before it does not count.
 */
export function receiptTextIn(text: string): string {
  const to = text.indexOf(end, Math.max(0, text.indexOf(begin)));
  const from = to < 0 ? -1 : text.lastIndexOf(begin, to);
  if (from < 0) return text;
  const letters = text.slice(from + begin.length, to).replace(/=(3D|\r?\n)/g, '').replace(/[^A-Za-z0-9+/]/g, '');
  const bytes = Buffer.from(letters, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === letters ? bytes.toString('utf8') : text;
}

export type ReceiptFault = 'FORM' | 'KEY' | 'SIGNATURE' | 'CONTENT';
export type CheckedReceipt = { ok: true; receipt: Record<string, unknown>; hasContent: boolean } | { ok: false; why: ReceiptFault };

/** Checks such a file against a public key, with nothing else at hand. Any changed byte is a fault. */
export function checkReceiptFile(text: string, publicKey: string): CheckedReceipt {
  const file = parse(text);
  if (!file || Object.keys(file).join() !== 'content,receipt,signature') return { ok: false, why: 'FORM' };
  const { content, receipt, signature } = file as { content: Json; receipt: Json; signature: Json };
  const fields = receipt as { contentHash?: unknown };
  if (typeof signature !== 'string' || typeof fields?.contentHash !== 'string') return { ok: false, why: 'FORM' };
  const key = readPublicKey(publicKey);
  if (!key) return { ok: false, why: 'KEY' };
  const bytes = Buffer.from(signature, 'base64url');
  // Base64 has letters that say the same: only the one that was written counts.
  const isWritten = bytes.toString('base64url') === signature;
  if (!isWritten || !isSignedBy(key, Buffer.from(canonicalJson(receipt), 'utf8'), bytes)) return { ok: false, why: 'SIGNATURE' };
  if (content !== null && sha256(canonicalJson(content)) !== fields.contentHash) return { ok: false, why: 'CONTENT' };
  return { ok: true, receipt: receipt as Record<string, unknown>, hasContent: content !== null };
}

/** An object that is written in the one way in which it can be; null for all else, also for what is nested too deeply to be written. */
function parse(text: string): { readonly [key: string]: Json } | null {
  try {
    const value = JSON.parse(text) as Json;
    const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
    return isObject && canonicalJson(value) === text ? (value as { readonly [key: string]: Json }) : null;
  } catch {
    return null;
  }
}
