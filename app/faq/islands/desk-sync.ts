import type { DeskStore, KeptCall } from './desk-store.ts';

/** `nothing` waited: nobody was asked, so nothing is known about the server. */
export type SyncState = 'saved' | 'away' | 'signed-out' | 'nothing';
interface Result {
  clientKey: string;
  revision: number;
  was: 'SAVED' | 'PARKED' | 'ALREADY' | 'REFUSED';
  say: { vi: string; en: string } | null;
}
const atOnce = 20;
/** A line that is cut without a word leaves a request hanging for minutes. */
export const patienceMilliseconds = 15_000;

/** Sends what waits and forgets what has arrived. What was refused stays, with the reason. */
export async function flush(store: DeskStore, owner: string, locale: 'vi' | 'en', send: typeof fetch = fetch): Promise<{ state: SyncState; refused: KeptCall[] }> {
  const refusedOf = async () => (await store.calls(owner)).filter((kept) => kept.refused !== undefined);
  const waiting = (await store.calls(owner)).filter((kept) => kept.refused === undefined);
  if (waiting.length === 0) return { state: 'nothing', refused: await refusedOf() };
  for (let from = 0; from < waiting.length; from += atOnce) {
    const batch = waiting.slice(from, from + atOnce);
    const body = JSON.stringify({ records: batch.map(({ call }) => call) });
    const response = await send('/desk/sync', { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(patienceMilliseconds) }).catch(() => null);
    if (response?.status === 401 || response?.status === 403) return { state: 'signed-out', refused: await refusedOf() };
    const results = response?.ok ? await resultsOf(response) : null;
    if (!results) return { state: 'away', refused: await refusedOf() };
    await settle(store, batch, results, locale);
  }
  return { state: 'saved', refused: await refusedOf() };
}

/** What the server says of each record; null when it was not our server that answered (a sign-in page of the network, a proxy). */
async function resultsOf(response: Response): Promise<Result[] | null> {
  const { results } = ((await response.json().catch(() => null)) ?? {}) as { results?: Result[] };
  return Array.isArray(results) ? results : null;
}

async function settle(store: DeskStore, batch: KeptCall[], results: Result[], locale: 'vi' | 'en'): Promise<void> {
  for (const [at, { call }] of batch.entries()) {
    const result = results[at];
    if (result?.was === 'REFUSED') await store.refuse(call.clientKey, call.revision, result.say?.[locale] ?? '');
    else if (result) await store.settle(call.clientKey, call.revision);
  }
}

/** What the server says to an open desk. */
export interface ServerState {
  inHand: string | null;
  isShown: boolean;
  ringing: string[];
}

export type Told = { is: 'here'; state: ServerState; date: string | null } | { is: 'away' | 'signed-out' };

/** Asks the server how things stand. What something else answers in its place (a sign-in page of the network) counts as away. */
export async function askServer(version: string, ask: typeof fetch = fetch): Promise<Told> {
  const response = await ask(`/desk/state?${new URLSearchParams({ version })}`, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(patienceMilliseconds) }).catch(() => null);
  if (response?.status === 401 || response?.status === 403) return { is: 'signed-out' };
  const state = response?.ok ? ((await response.json().catch(() => null)) as Partial<ServerState> | null) : null;
  if (!response || !state || typeof state.isShown !== 'boolean' || !Array.isArray(state.ringing)) return { is: 'away' };
  return { is: 'here', state: { inHand: state.inHand ?? null, isShown: state.isShown, ringing: state.ringing }, date: response.headers.get('date') };
}
