import { writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { openDatabase, type Db } from './client.ts';
import { migrate } from './migrations/index.ts';

/** Writes db/schema.ts from a freshly migrated database: run `npm run db:types` after adding a migration. */
export async function describeSchema(db: Db): Promise<string> {
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`.execute(db);
  const parts = ["import type { Generated } from 'kysely';", '', '/* Written by `npm run db:types` from the migrations; do not edit. */', ''];
  for (const { name } of tables.rows) parts.push(await describeTable(db, name));
  parts.push('export interface Schema {', ...tables.rows.map(({ name }) => `  ${name}: ${pascal(name)}Table;`), '}', '');
  return parts.join('\n');
}

async function describeTable(db: Db, name: string): Promise<string> {
  const columns = await sql<{ name: string; type: string; notnull: number; dflt_value: string | null; pk: number }>`select * from pragma_table_info(${name})`.execute(db);
  const lines = columns.rows.map((column) => {
    const type = { TEXT: 'string', BLOB: 'Uint8Array' }[column.type.toUpperCase()] ?? 'number';
    const generated = column.dflt_value !== null || (column.pk > 0 && column.type.toUpperCase() === 'INTEGER' && column.name === 'seq');
    const value = column.notnull || column.pk > 0 ? type : `${type} | null`;
    return `  ${column.name}: ${generated ? `Generated<${value}>` : value};`;
  });
  return `export interface ${pascal(name)}Table {\n${lines.join('\n')}\n}\n`;
}

function pascal(name: string): string {
  return name.replace(/(^|_)(\w)/g, (_all, _bar, letter: string) => letter.toUpperCase());
}

if (import.meta.main) {
  const db = openDatabase(':memory:');
  await migrate(db);
  writeFileSync(new URL('./schema.ts', import.meta.url), await describeSchema(db));
  await db.destroy();
}
