import { sql } from 'kysely';
import { openDatabase, runExclusive, type Db } from '../../db/client.ts';
import { migrate, migrations } from '../../db/migrations/index.ts';

/** Gives a database in memory that holds what the copied one held. */
export type Copy = () => Promise<Db & AsyncDisposable>;

/** Takes a copy of a database in memory, from which any number of others start. */
export async function copyOf(db: Db): Promise<Copy> {
  const bytes = await runExclusive(db, (database) => database.serialize());
  return async () => {
    const copy = openDatabase(':memory:');
    await runExclusive(copy, (database) => database.deserialize(bytes));
    return Object.assign(copy, { [Symbol.asyncDispose]: () => copy.destroy() });
  };
}

let empty: Promise<Copy> | undefined;

/** A fresh, fully migrated database in memory. Dispose of it with `await using` or let the test end. */
export async function freshDb(): Promise<Db & AsyncDisposable> {
  // Thousands of tests want one: the migrations run once in a process, and the rest are copies.
  return (await (empty ??= migrated()))();
}

async function migrated(): Promise<Copy> {
  const db = openDatabase(':memory:');
  await migrate(db);
  const copy = await copyOf(db);
  await db.destroy();
  return copy;
}

/** An empty database in memory with every step of the schema before the named one: `migrate` does the rest to what a test puts into it. */
export async function databaseBefore(step: string): Promise<Db> {
  const db = openDatabase(':memory:');
  await sql`create table schema_migration (name text primary key, ran_at text not null) strict`.execute(db);
  for (const { name, statements } of migrations.filter(({ name }) => name < step)) {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await sql`insert into schema_migration (name, ran_at) values (${name}, '2026-01-01')`.execute(db);
  }
  return db;
}
