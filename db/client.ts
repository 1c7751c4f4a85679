import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { NodeSqliteDialect } from './sqlite-dialect.ts';

/** A handle to the database: the connection itself or a transaction on it. Every query takes one as its first argument. */
export type Db = Kysely<Schema>;
/** A transaction in progress; commands pass it on, so that rows, events, jobs and audit land together. */
export type Tx = Transaction<Schema>;

export interface OpenOptions {
  /** FULL survives power loss and is the default; NORMAL is for facts that may lose their last second (reading positions). */
  synchronous?: 'FULL' | 'NORMAL';
  readOnly?: boolean;
  /** How long to wait for a lock held by another process, in milliseconds. */
  busyTimeout?: number;
}

const patience = 2_000;

/** Opens the SQLite file (`:memory:` for tests) with every pragma set explicitly. */
export function openDatabase(file: string, options: OpenOptions = {}): Db {
  const database = openRaw(file, options);
  // From here on waiting for a lock is the dialect's, which does not stand still meanwhile.
  database.exec('pragma busy_timeout = 0');
  const dialect = new NodeSqliteDialect(database, options.busyTimeout ?? patience);
  const db = new Kysely<Schema>({ dialect });
  Object.defineProperty(db, ownDialect, { value: dialect });
  return db;
}

/** Stands on the handle itself and is known to all copies of this file: the pages and the program are bundled apart, and the one writes on what the other has opened. */
const ownDialect = Symbol.for('hoc06.dialect');

/**
 * Runs synchronous statements on the connection under a handle, between other people's transactions and never inside one.
 * A second writing connection in the same process would block the event loop on the lock that the first one holds.
 */
export function runExclusive<Out>(db: Db, work: (database: DatabaseSync) => Out): Promise<Out> {
  return dialectOf(db).runExclusive(work);
}

/** The same for a write that nobody waits for: when another process holds the lock it is left undone. @returns whether it was done */
export function runIfFree(db: Db, work: (database: DatabaseSync) => unknown): Promise<boolean> {
  return dialectOf(db).runIfFree(work);
}

function dialectOf(db: Db): NodeSqliteDialect {
  const dialect = (db as unknown as { [ownDialect]?: NodeSqliteDialect })[ownDialect];
  if (!dialect) throw new Error('the raw connection needs the handle that openDatabase gave, not a transaction');
  return dialect;
}

/** The raw connection under `openDatabase`, for the few places that speak SQLite itself (backup, beacon, templates). */
export function openRaw(file: string, options: OpenOptions = {}): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { readOnly: options.readOnly ?? false, timeout: options.busyTimeout ?? patience, enableForeignKeyConstraints: true });
  if (!options.readOnly) database.exec(`pragma journal_mode = wal; pragma synchronous = ${options.synchronous ?? 'FULL'};`);
  database.exec('pragma temp_store = memory; pragma cache_size = -16000; pragma mmap_size = 0; pragma trusted_schema = off;');
  // Without it `insert or replace` removes a row past the trigger that forbids removing it.
  database.exec('pragma recursive_triggers = on');
  return database;
}

/** The database file inside the data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, 'hoc06.db');
}
