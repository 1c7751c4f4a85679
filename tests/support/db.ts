import { openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';

/** A fresh, fully migrated database in memory. Dispose of it with `await using` or let the test end. */
export async function freshDb(): Promise<Db & AsyncDisposable> {
  const db = openDatabase(':memory:');
  await migrate(db);
  return Object.assign(db, { [Symbol.asyncDispose]: () => db.destroy() });
}
