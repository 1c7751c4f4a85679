import type { StatementSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { openRaw, type Db } from '../../db/client.ts';
import type { Schema } from '../../db/schema.ts';
import { NodeSqliteDialect } from '../../db/sqlite-dialect.ts';

/**
 * The database of a file, and which tables were touched through it since somebody last asked: by queries that were built for the occasion, by prepared ones, and
 * by those that speak SQLite itself.
 */
export function listened(file: string): { db: Db; touched: () => Set<string> } {
  const raw = openRaw(file);
  let heard = new Set<string>();
  const prepare = raw.prepare.bind(raw);
  raw.prepare = (sql: string): StatementSync => {
    const statement = prepare(sql);
    const tables = new Set(sql.match(/[a-z_]+/g));
    for (const way of ['all', 'get', 'run', 'iterate'] as const) {
      const run = statement[way].bind(statement) as (...values: unknown[]) => unknown;
      Object.defineProperty(statement, way, { value: (...values: unknown[]) => (note(tables), run(...values)) });
    }
    return statement;
  };
  const note = (words: ReadonlySet<string>) => words.forEach((word) => heard.add(word));
  const dialect = new NodeSqliteDialect(raw);
  const db: Db = new Kysely<Schema>({ dialect });
  Object.defineProperty(db, Symbol.for('hoc06.dialect'), { value: dialect });
  return {
    db,
    touched: () => {
      const before = heard;
      heard = new Set();
      return before;
    },
  };
}
