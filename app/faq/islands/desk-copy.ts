import type { Instant } from '../../platform/clock.ts';
import type { DeskCopy } from '../rules/desk-index.ts';
import type { Copy, DeskStore } from './desk-store.ts';

const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** The answers of a copy, if the server of this page has signed it; null for anything else. */
export async function verified(copy: Pick<Copy, 'text' | 'signature'> | undefined, publicKey: string): Promise<DeskCopy | null> {
  if (!copy) return null;
  try {
    const key = await crypto.subtle.importKey('raw', bytes(publicKey), 'Ed25519', false, ['verify']);
    const isGenuine = await crypto.subtle.verify('Ed25519', key, bytes(copy.signature), new TextEncoder().encode(copy.text));
    const known = isGenuine ? (JSON.parse(copy.text) as DeskCopy) : null;
    // A copy of an earlier program is a bare list, or knows no periods, ends or communes; the next look brings one of now.
    return known && Array.isArray(known.answers) && Array.isArray(known.words) && Array.isArray(known.communes) && known.answers.every(({ periods, until }) => Array.isArray(periods) && until !== undefined) ? known : null;
  } catch {
    // A browser that cannot verify has no copy; the desk then asks the server for everything.
    return null;
  }
}

/** Brings the copy up to date. @returns what it says when it is new and genuine, nothing new when the kept one is still the newest, null when nothing came that can be believed */
export async function refresh(store: DeskStore, { publicKey, kept, now }: { publicKey: string; kept: Copy | undefined; now: Instant }): Promise<{ copy: Copy; known: DeskCopy | null } | null> {
  const response = await fetch('/desk/answers.json', { headers: { accept: 'application/json', ...(kept ? { 'if-none-match': kept.etag } : {}) }, cache: 'no-store' });
  // Not written down: the computer's own mark would be the whole copy again, every minute.
  if (response.status === 304 && kept) return { copy: { ...kept, seenAt: now }, known: null };
  if (response.status !== 200) return null;
  const copy = { ...((await response.json()) as { text: string; signature: string }), etag: response.headers.get('etag') ?? '', seenAt: now };
  const known = await verified(copy, publicKey);
  if (!known) return null;
  await store.keepCopy(copy);
  return { copy, known };
}
