import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { openDatabase, runExclusive, type Db, type OpenOptions } from '../../db/client.ts';
import { migrate, migrations } from '../../db/migrations/index.ts';

/** Gives a database in memory that holds what the copied one held. */
export type Copy = () => Promise<Db & AsyncDisposable>;

/** Takes a copy of a database in memory, from which any number of others start. */
export async function copyOf(db: Db): Promise<Copy> {
  return copyFrom(await bytesOf(db));
}

const bytesOf = (db: Db) => runExclusive(db, (database) => database.serialize());

function copyFrom(bytes: Uint8Array): Copy {
  return async () => {
    const copy = openDatabase(':memory:');
    await runExclusive(copy, (database) => database.deserialize(bytes));
    return Object.assign(copy, { [Symbol.asyncDispose]: () => copy.destroy() });
  };
}

let empty: Promise<Uint8Array> | undefined;

/** A fresh, fully migrated database in memory. Dispose of it with `await using` or let the test end. */
export async function freshDb(): Promise<Db & AsyncDisposable> {
  // Thousands of tests want one: the migrations run once in a process, and the rest are copies.
  return copyFrom(await (empty ??= migrated()))();
}

/** The same as a file, for what looks at files. The one who asks closes it. */
export async function freshDbAt(file: string, options?: OpenOptions): Promise<Db> {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await (empty ??= migrated()), { mode: 0o600 });
  return openDatabase(file, options);
}

/** Names a file with an empty database for the processes of a run that have a heap of their own for each file of tests. */
const prepared = 'EMPTY_DATABASE';

/** Runs the migrations for all the processes that are started from here. */
export async function prepareEmpty(file: string): Promise<void> {
  // Two runs may prepare the same file.
  writeFileSync(`${file}.${process.pid}`, await (empty ??= migrated()));
  renameSync(`${file}.${process.pid}`, file);
  process.env[prepared] = file;
}

async function migrated(): Promise<Uint8Array> {
  const file = process.env[prepared];
  if (file) return readFileSync(file);
  const db = openDatabase(':memory:');
  await migrate(db);
  const bytes = await bytesOf(db);
  await db.destroy();
  return bytes;
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
