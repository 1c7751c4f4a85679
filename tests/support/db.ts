import { openDatabase, runExclusive, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';

let template: Promise<Uint8Array> | undefined;

/** A fresh, fully migrated database in memory. Dispose of it with `await using` or let the test end. */
export async function freshDb(): Promise<Db & AsyncDisposable> {
  // Thousands of tests want one: the migrations run once in a process, and the rest are copies.
  const bytes = await (template ??= migrated());
  const db = openDatabase(':memory:');
  await runExclusive(db, (database) => database.deserialize(bytes));
  return Object.assign(db, { [Symbol.asyncDispose]: () => db.destroy() });
}

async function migrated(): Promise<Uint8Array> {
  const db = openDatabase(':memory:');
  await migrate(db);
  const bytes = await runExclusive(db, (database) => database.serialize());
  await db.destroy();
  return bytes;
}
