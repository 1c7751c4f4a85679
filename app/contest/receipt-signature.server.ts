import { createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import { sha256 } from '../platform/signing.server.ts';
import { canonicalJson, type Json } from './rules/canonical.ts';

/** An Ed25519 key in PKCS 8 is this and 32 bytes; a public one in SPKI likewise. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');
const made = new Map<string, KeyObject>();

/** The key under which receipts are signed; it follows from the installation's secret, so it survives restarts. */
function signingKey(secret: string): KeyObject {
  const key = made.get(secret) ?? createPrivateKey({ key: Buffer.concat([pkcs8, Buffer.from(hkdfSync('sha256', secret, 'hoc06', 'entry receipt', 32))]), format: 'der', type: 'pkcs8' });
  made.set(secret, key);
  return key;
}

/** The public half: 32 bytes in base64url. */
export function receiptPublicKey(secret: string): string {
  return createPublicKey(signingKey(secret)).export({ format: 'jwk' }).x ?? '';
}

/** A short name of a public key, so that a receipt says which one it was signed with. */
export function keyName(publicKey: string): string {
  return sha256(publicKey).slice(0, 16);
}

/** Signs the text of a receipt. */
export function signReceipt(secret: string, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), signingKey(secret)).toString('base64url');
}

/** The file that proves a submission: what was handed in, its receipt and the signature, in the one way in which they can be written. */
export function receiptFile(row: { content: string; receipt: string; signature: string }): string {
  // The words of an erased entry are gone; its receipt still proves that something with this hash was handed in.
  return canonicalJson({ content: row.content.length > 2 ? (JSON.parse(row.content) as Json) : null, receipt: JSON.parse(row.receipt) as Json, signature: row.signature });
}

export type ReceiptFault = 'FORM' | 'KEY' | 'SIGNATURE' | 'CONTENT';
export type CheckedReceipt = { ok: true; receipt: Record<string, unknown>; hasContent: boolean } | { ok: false; why: ReceiptFault };

/** Checks such a file against a public key, with nothing else at hand. Any changed byte is a fault. */
export function checkReceiptFile(text: string, publicKey: string): CheckedReceipt {
  const file = parse(text);
  if (!file || canonicalJson(file) !== text || Object.keys(file).join() !== 'content,receipt,signature') return { ok: false, why: 'FORM' };
  const { content, receipt, signature } = file as { content: Json; receipt: Json; signature: Json };
  const fields = receipt as { contentHash?: unknown };
  if (typeof signature !== 'string' || typeof fields?.contentHash !== 'string') return { ok: false, why: 'FORM' };
  const key = Buffer.from(publicKey, 'base64url');
  if (key.length !== 32 || key.toString('base64url') !== publicKey) return { ok: false, why: 'KEY' };
  const bytes = Buffer.from(signature, 'base64url');
  // Base64 has letters that say the same: only the one that was written counts.
  const isWritten = bytes.length === 64 && bytes.toString('base64url') === signature;
  if (!isWritten || !verify(null, Buffer.from(canonicalJson(receipt), 'utf8'), createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }), bytes)) return { ok: false, why: 'SIGNATURE' };
  if (content !== null && sha256(canonicalJson(content)) !== fields.contentHash) return { ok: false, why: 'CONTENT' };
  return { ok: true, receipt: receipt as Record<string, unknown>, hasContent: content !== null };
}

function parse(text: string): { readonly [key: string]: Json } | null {
  try {
    const value = JSON.parse(text) as Json;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : null;
  } catch {
    return null;
  }
}
