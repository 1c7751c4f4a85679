import { createPrivateKey, createPublicKey, hkdfSync, sign, type KeyObject } from 'node:crypto';
import { sha256 } from '../platform/signing.server.ts';
import { rememberDeskCopy } from './queries/desk-answers.server.ts';

/** An Ed25519 key in PKCS 8 is this and 32 bytes. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const made = new Map<string, KeyObject>();

/** The key under which the desk's copy of the answers is signed; it follows from the installation's secret, so it survives restarts. */
function signingKey(secret: string): KeyObject {
  const key = made.get(secret) ?? createPrivateKey({ key: Buffer.concat([pkcs8, Buffer.from(hkdfSync('sha256', secret, 'hoc06', 'desk copy', 32))]), format: 'der', type: 'pkcs8' });
  made.set(secret, key);
  return key;
}

/** The public half, raw, as a browser imports it. */
export function deskPublicKey(secret: string): string {
  return createPublicKey(signingKey(secret)).export({ format: 'jwk' }).x ?? '';
}

/** Signs the text of a copy. */
export function signDeskCopy(secret: string, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), signingKey(secret)).toString('base64url');
}

/** The copy as it is sent: its text with the signature under it, and a tag by which a browser knows what it has. */
const sentForms = new Map<string, ReturnType<typeof rememberDeskCopy<{ body: string; tag: string }>>>();

/** Makes, signs and keeps the copy of an installation, once for each change of what is published. */
export function signedDeskCopy(secret: string) {
  const known = sentForms.get(secret) ?? rememberDeskCopy((copy) => {
    const text = JSON.stringify(copy);
    return { body: JSON.stringify({ text, signature: signDeskCopy(secret, text) }), tag: `"${sha256(text).slice(0, 32)}"` };
  });
  sentForms.set(secret, known);
  return known;
}
