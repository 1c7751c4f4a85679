import type { DeskStore, KeptCall } from './desk-store.ts';

export type SyncState = 'saved' | 'away' | 'signed-out';
interface Result {
  clientKey: string;
  revision: number;
  was: 'SAVED' | 'PARKED' | 'ALREADY' | 'REFUSED';
  say: { vi: string; en: string } | null;
}
const atOnce = 20;

/** Sends what waits and forgets what has arrived. What was refused stays, with the reason. */
export async function flush(store: DeskStore, owner: string, locale: 'vi' | 'en', send: typeof fetch = fetch): Promise<{ state: SyncState; refused: KeptCall[] }> {
  const refusedOf = async () => (await store.calls(owner)).filter((kept) => kept.refused !== undefined);
  const waiting = (await store.calls(owner)).filter((kept) => kept.refused === undefined);
  for (let from = 0; from < waiting.length; from += atOnce) {
    const batch = waiting.slice(from, from + atOnce);
    const response = await send('/desk/sync', { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json' }, body: JSON.stringify({ records: batch.map(({ call }) => call) }) }).catch(() => null);
    if (response?.status === 401 || response?.status === 403) return { state: 'signed-out', refused: await refusedOf() };
    if (!response?.ok) return { state: 'away', refused: await refusedOf() };
    const { results } = (await response.json()) as { results: Result[] };
    await settle(store, batch, results, locale);
  }
  return { state: 'saved', refused: await refusedOf() };
}

async function settle(store: DeskStore, batch: KeptCall[], results: Result[], locale: 'vi' | 'en'): Promise<void> {
  for (const [at, kept] of batch.entries()) {
    const result = results[at];
    if (result?.was === 'REFUSED') await store.keep({ ...kept, refused: result.say?.[locale] ?? '' });
    else if (result) await store.settle(kept.call.clientKey, kept.call.revision);
  }
}
