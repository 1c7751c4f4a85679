import type { Instant } from '../../platform/clock.ts';
import type { CallSnapshot } from '../rules/call.ts';

/** A call that has not arrived at the server yet, with whose it is: another agent at the same computer never sends it. */
export interface KeptCall {
  owner: string;
  call: CallSnapshot;
  /** Why the server did not take it; then it waits for a human. */
  refused?: string;
}
export interface Copy {
  text: string;
  signature: string;
  etag: string;
  /** When the server last said that this is the newest, by the server's clock. */
  seenAt: Instant;
}

/** What the desk keeps in the browser. Nothing here is encrypted: whoever can use this computer's account can read it, so as little as possible is kept and it goes once it has arrived. */
export interface DeskStore {
  copy(): Promise<Copy | undefined>;
  keepCopy(copy: Copy): Promise<void>;
  calls(owner: string): Promise<KeptCall[]>;
  keep(kept: KeptCall): Promise<void>;
  /** Forgets a call, unless it has changed since this revision was sent. */
  settle(clientKey: string, revision: number): Promise<void>;
  /** Notes why the server has not taken a call, unless it has changed since this revision was sent. */
  refuse(clientKey: string, revision: number, reason: string): Promise<void>;
  /** Forgets a call that the server has refused, because its agent says so. */
  discard(clientKey: string): Promise<void>;
  forgetCopy(): Promise<void>;
}

const asked = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error ?? new Error('storage'));
});

export async function openStore(): Promise<DeskStore> {
  const opening = indexedDB.open('hoc06.desk', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('copy');
    opening.result.createObjectStore('calls');
  };
  const db = await asked(opening);
  const on = (name: 'copy' | 'calls', mode: IDBTransactionMode = 'readwrite') => db.transaction(name, mode).objectStore(name);
  return {
    copy: () => asked(on('copy', 'readonly').get('answers')),
    keepCopy: async (copy) => void (await asked(on('copy').put(copy, 'answers'))),
    calls: async (owner) => ((await asked(on('calls', 'readonly').getAll())) as KeptCall[]).filter((kept) => kept.owner === owner),
    keep: async (kept) => void (await asked(on('calls').put(kept, kept.call.clientKey))),
    async settle(clientKey, revision) {
      // One transaction, so that what another tab writes in between is not forgotten unsent.
      const calls = on('calls');
      const kept = (await asked(calls.get(clientKey))) as KeptCall | undefined;
      if (kept && kept.call.revision <= revision) await asked(calls.delete(clientKey));
    },
    async refuse(clientKey, revision, reason) {
      const calls = on('calls');
      const kept = (await asked(calls.get(clientKey))) as KeptCall | undefined;
      if (kept && kept.call.revision <= revision) await asked(calls.put({ ...kept, refused: reason }, clientKey));
    },
    discard: async (clientKey) => void (await asked(on('calls').delete(clientKey))),
    forgetCopy: async () => void (await asked(on('copy').clear())),
  };
}
