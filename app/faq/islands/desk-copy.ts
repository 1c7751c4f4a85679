import type { DeskAnswer } from '../rules/desk-index.ts';
import type { Copy, DeskStore } from './desk-store.ts';

const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** The answers of a copy, if the server of this page has signed it; null for anything else. */
export async function verified(copy: Copy | undefined, publicKey: string): Promise<DeskAnswer[] | null> {
  if (!copy) return null;
  try {
    const key = await crypto.subtle.importKey('raw', bytes(publicKey), 'Ed25519', false, ['verify']);
    const isGenuine = await crypto.subtle.verify('Ed25519', key, bytes(copy.signature), new TextEncoder().encode(copy.text));
    return isGenuine ? (JSON.parse(copy.text) as DeskAnswer[]) : null;
  } catch {
    // A browser that cannot verify has no copy; the desk then asks the server for everything.
    return null;
  }
}

/** Brings the copy up to date. @returns the answers when they are new and genuine, null when nothing has changed or nothing came */
export async function refresh(store: DeskStore, publicKey: string, kept: Copy | undefined): Promise<{ copy: Copy; answers: DeskAnswer[] } | null> {
  const response = await fetch('/desk/answers.json', { headers: { accept: 'application/json', ...(kept ? { 'if-none-match': kept.etag } : {}) }, cache: 'no-store' });
  if (response.status !== 200) return null;
  const copy = { ...((await response.json()) as { text: string; signature: string }), etag: response.headers.get('etag') ?? '' };
  const answers = await verified(copy, publicKey);
  if (!answers) return null;
  await store.keepCopy(copy);
  return { copy, answers };
}
