import type { DeskStore, KeptCall } from '../../app/faq/islands/desk-store.ts';
import type { CallSnapshot } from '../../app/faq/rules/call.ts';

export const callOf = (clientKey: string, revision = 1, changes: Partial<CallSnapshot> = {}): CallSnapshot => ({ clientKey, revision, channel: 'PHONE', source: 'OFFLINE', startedAt: '', endedAt: null, number: '', name: '', commune: '', question: '', note: '', reads: [], wrap: null, callbackAt: null, handTo: null, handBody: null, ...changes });

/** The browser's store in memory, by the rules of the real one: IndexedDB is not there outside a browser. `fails` says which writes find no room. */
export function memoryStore(calls: readonly KeptCall[] = [], fails: () => boolean = () => false): DeskStore & { keys(): string[]; kept: Map<string, KeptCall> } {
  const kept = new Map(calls.map((one) => [one.call.clientKey, one]));
  const isSentAs = (key: string, revision: number) => (kept.get(key)?.call.revision ?? Infinity) <= revision;
  const room = () => {
    if (fails()) throw new DOMException('full', 'QuotaExceededError');
  };
  let copy: Awaited<ReturnType<DeskStore['copy']>>;
  return {
    copy: async () => copy,
    keepCopy: async (next) => (room(), void (copy = next)),
    forgetCopy: async () => void (copy = undefined),
    calls: async (owner) => [...kept.values()].filter((one) => one.owner === owner),
    keep: async (one) => (room(), void kept.set(one.call.clientKey, one)),
    settle: async (key, revision) => void (isSentAs(key, revision) && kept.delete(key)),
    refuse: async (key, revision, refused) => (room(), void (isSentAs(key, revision) && kept.set(key, { ...(kept.get(key) as KeptCall), refused }))),
    discard: async (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
    kept,
  };
}
