import { createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import { sha256 } from './signing.server.ts';

/** An Ed25519 key in PKCS 8 is this and 32 bytes; a public one in SPKI likewise. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');
const made = new Map<string, KeyObject>();

/** The key for one purpose; it follows from the installation's secret, so it survives restarts, and what one purpose signs proves nothing for another. */
function signingKey(secret: string, purpose: string): KeyObject {
  const name = JSON.stringify([secret, purpose]);
  const key = made.get(name) ?? createPrivateKey({ key: Buffer.concat([pkcs8, Buffer.from(hkdfSync('sha256', secret, 'hoc06', purpose, 32))]), format: 'der', type: 'pkcs8' });
  made.set(name, key);
  return key;
}

/** The public half of the key for a purpose: 32 bytes in base64url. */
export function publicKeyFor(secret: string, purpose: string): string {
  return createPublicKey(signingKey(secret, purpose)).export({ format: 'jwk' }).x ?? '';
}

/** A short name of a public key, so that what is signed says with which one. */
export function keyName(publicKey: string): string {
  return sha256(publicKey).slice(0, 16);
}

/** 64 bytes that only the installation can write. */
export function signFor(secret: string, purpose: string, bytes: Buffer): Buffer {
  return sign(null, bytes, signingKey(secret, purpose));
}

/** Reads a public key of 32 bytes in base64url, written in the one way in which it can be; null for anything else. */
export function readPublicKey(publicKey: string): KeyObject | null {
  const bytes = Buffer.from(publicKey, 'base64url');
  if (bytes.length !== 32 || bytes.toString('base64url') !== publicKey) return null;
  return createPublicKey({ key: Buffer.concat([spki, bytes]), format: 'der', type: 'spki' });
}

/** Whether the owner of a public key wrote these 64 bytes over exactly these bytes. */
export function isSignedBy(key: KeyObject, bytes: Buffer, signature: Buffer): boolean {
  return signature.length === 64 && verify(null, bytes, key, signature);
}

/** A public key as other programs read it. */
export function publicKeyPem(publicKey: string): string {
  return (readPublicKey(publicKey)?.export({ type: 'spki', format: 'pem' }) as string | undefined) ?? '';
}

/** The key in a PEM file, as base64url; null when it holds no Ed25519 public key. */
export function publicKeyFromPem(pem: string): string | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' && !pem.includes('PRIVATE') ? (key.export({ format: 'jwk' }).x ?? null) : null;
  } catch {
    return null;
  }
}
