import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const mark = 'v1';
const [ivLength, tagLength] = [12, 16];

/** A key of its own for each purpose, derived from the installation's secret, so that one purpose's texts say nothing about another's. */
const keyFor = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'hoc06', `sealed:${purpose}`, 32));

/**
 * Encrypts a text for keeping (AES-256-GCM). `owner` is bound to it: a sealed text that is moved into another row does not open.
 * @returns `v1.` and base64url of nonce, tag and text
 */
export function seal(secret: string, purpose: string, owner: string, text: string): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${mark}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The text behind a sealed one; null when it was altered, belongs to another row or was sealed with another secret. */
export function unseal(secret: string, purpose: string, owner: string, sealed: string): string | null {
  const [version, body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  if (version !== mark || bytes.length < ivLength + tagLength) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), bytes.subarray(0, ivLength), { authTagLength: tagLength }).setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** A keyed code by which two texts can be compared without keeping either: nobody can try names against it without the secret. */
export function blindCode(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', keyFor(secret, `blind:${purpose}`)).update(text).digest('base64url');
}
