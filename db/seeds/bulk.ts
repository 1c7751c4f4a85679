import { CompiledQuery, sql, type Insertable } from 'kysely';
import type { Db } from '../client.ts';
import type { Schema } from '../schema.ts';

type Table = keyof Schema & string;
/** A row for `insertMany`: every row of one call names the same columns. */
export type NewRow<T extends Table> = Insertable<Schema[T]>;
type Row = Record<string, unknown>;

const rowsPerStatement = 100;

export interface InsertOptions {
  /** Rows whose key is taken are left as they are. */
  skipExisting?: boolean;
}

/**
 * Inserts many rows with few statements. Kysely writes the text of a statement once; the following chunks only bind new values,
 * which makes a seed of a million rows a matter of seconds.
 * @returns how many rows are new
 */
export async function insertMany<T extends Table>(db: Db, table: T, rows: readonly NewRow<T>[], options: InsertOptions = {}): Promise<number> {
  const first = rows[0] as Row | undefined;
  if (!first) return 0;
  const columns = Object.keys(first);
  const full = Math.floor(rows.length / rowsPerStatement) * rowsPerStatement;
  const text = full > 0 ? statementText(db, table, rows.slice(0, rowsPerStatement) as Row[], options) : '';
  let added = 0;
  for (let start = 0; start < full; start += rowsPerStatement) added += await run(db, text, valuesOf(rows.slice(start, start + rowsPerStatement) as Row[], columns, table));
  const rest = rows.slice(full) as Row[];
  if (rest.length > 0) added += await run(db, statementText(db, table, rest, options), valuesOf(rest, columns, table));
  return added;
}

/** Fills an empty table without its indexes and makes them afterwards: sorting a million rows once is faster than finding a place for each. What is unique stays guarded all the time. */
export async function withoutIndexes<Out>(db: Db, table: Table, fill: () => Promise<Out>): Promise<Out> {
  const { rows } = await sql<{ name: string; text: string }>`select name, sql as text from sqlite_schema where type = 'index' and tbl_name = ${table} and sql like 'create index%'`.execute(db);
  for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(db);
  const out = await fill();
  for (const { text } of rows) await sql.raw(text).execute(db);
  return out;
}

function statementText(db: Db, table: Table, rows: Row[], options: InsertOptions): string {
  // Every value stands for a parameter: null would be written into the text and could not be bound anew.
  const placeholders = rows.map((row) => Object.fromEntries(Object.keys(row).map((column) => [column, ''])));
  const insert = db.insertInto(table).values(placeholders as never);
  return (options.skipExisting ? insert.onConflict((conflict) => conflict.doNothing()) : insert).compile().sql;
}

function valuesOf(rows: Row[], columns: readonly string[], table: string): unknown[] {
  const values: unknown[] = [];
  for (const row of rows) {
    for (const column of columns) {
      const value = row[column];
      if (value === undefined) throw new Error(`${table}.${column}: every row of one call must name the same columns`);
      values.push(value);
    }
  }
  return values;
}

async function run(db: Db, text: string, values: readonly unknown[]): Promise<number> {
  const { numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, [...values]));
  return Number(numAffectedRows ?? 0n);
}
