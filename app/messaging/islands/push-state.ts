/** What the card shows; the blocks of the page carry these names. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on' | 'busy' | 'failed' | 'failed-off';

/** How the browser and the server stand before anybody has pressed anything. */
export interface PushFacts {
  permission: 'default' | 'denied' | 'granted';
  /** The browser has a subscription of this site, made with our present key. */
  isSubscribed: boolean;
  /** The server sends to this browser for the person who is signed in. */
  isKnown: boolean;
}

/** On only when both sides say so: permission may have been taken back, site data cleared, or the browser taken over by somebody else. */
export function firstState({ permission, isSubscribed, isKnown }: PushFacts): PushState {
  if (permission === 'denied') return 'denied';
  return permission === 'granted' && isSubscribed && isKnown ? 'on' : 'off';
}

/** The bytes of a key in base64url. */
export function keyBytes(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** Whether a subscription was made with this key; another one is of no use. */
export function isMadeWith(key: ArrayBuffer | null | undefined, wanted: string): boolean {
  const [has, wants] = [new Uint8Array(key ?? []), keyBytes(wanted)];
  return has.length === wants.length && has.every((byte, at) => byte === wants[at]);
}

/** The words of a refusal in the page's language; null when the answer holds none. */
export function wordsOf(answer: unknown, language: string): string | null {
  const { say, faults } = (answer ?? {}) as { say?: Record<string, string>; faults?: Record<string, Record<string, string>> };
  const words = say ?? Object.values(faults ?? {})[0];
  return words?.[language] ?? words?.['vi'] ?? null;
}
