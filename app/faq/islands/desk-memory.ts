import type { Copy, DeskStore, KeptCall } from './desk-store.ts';

/** A store that never fails, and says whether everything is on the computer. */
export interface SafeStore extends DeskStore {
  /** True while a call is held by this page alone: it is gone when the page is closed before it has arrived. */
  isOnlyHere(): boolean;
}

/**
 * The store with this page's memory behind it: a full or closed storage of the browser stops neither the notes nor the sending. What could not be written down
 * stays in memory until it has arrived; the copy of the answers then serves this page only.
 */
export function withMemory(store: DeskStore): SafeStore {
  const held = new Map<string, KeptCall>();
  let copy: Copy | undefined;
  const quietly = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => work().catch(() => otherwise);
  const isDone = (clientKey: string, revision: number) => (held.get(clientKey)?.call.revision ?? Infinity) <= revision;
  return {
    isOnlyHere: () => held.size > 0,
    copy: async () => copy ?? (await quietly(() => store.copy(), undefined)),
    async keepCopy(next) {
      copy = undefined;
      if (!(await quietly(() => store.keepCopy(next).then(() => true), false))) copy = next;
    },
    async calls(owner) {
      const kept = await quietly(() => store.calls(owner), []);
      const own = [...held.values()].filter((one) => one.owner === owner);
      return [...kept.filter(({ call }) => !held.has(call.clientKey)), ...own];
    },
    async keep(kept) {
      // First in memory: whoever reads while the storage is still writing sees the newest.
      held.set(kept.call.clientKey, kept);
      const isWritten = await quietly(() => store.keep(kept).then(() => true), false);
      if (isWritten && held.get(kept.call.clientKey) === kept) held.delete(kept.call.clientKey);
    },
    async settle(clientKey, revision) {
      if (isDone(clientKey, revision)) held.delete(clientKey);
      await quietly(() => store.settle(clientKey, revision), undefined);
    },
    async refuse(clientKey, revision, reason) {
      const kept = held.get(clientKey);
      if (kept && kept.call.revision <= revision) held.set(clientKey, { ...kept, refused: reason });
      await quietly(() => store.refuse(clientKey, revision, reason), undefined);
    },
    async discard(clientKey) {
      held.delete(clientKey);
      await quietly(() => store.discard(clientKey), undefined);
    },
    forgetCopy: () => ((copy = undefined), quietly(() => store.forgetCopy(), undefined)),
  };
}
