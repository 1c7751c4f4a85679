import type { Db } from '../../db/client.ts';

const most = 1_000;

/**
 * Counts by id what does not change any more once it is there, so that each process counts it once: an audience of a hundred thousand takes longer to count
 * than the rest of its page. Nothing is remembered of what is not there yet, nor of what a transaction sees.
 */
export function countedOnce(count: (db: Db, id: string) => Promise<number>): (db: Db, id: string) => Promise<number> {
  const known = new WeakMap<Db, Map<string, number>>();
  return async (db, id) => {
    if (db.isTransaction) return count(db, id);
    const counts = known.get(db) ?? new Map<string, number>();
    known.set(db, counts);
    const found = counts.get(id) ?? (await count(db, id));
    if (counts.size >= most) counts.clear();
    if (found > 0) counts.set(id, found);
    return found;
  };
}
