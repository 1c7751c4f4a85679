import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../client.ts';
import { migrate, migrations } from './index.ts';

const all = migrations.map(({ name }) => name);

describe('migrations', () => {
  it('bring an empty database to the newest schema, once', async () => {
    const db = openDatabase(':memory:');
    expect(await migrate(db)).toEqual(all);
    expect(await migrate(db)).toEqual([]);
    await db.destroy();
  });

  it('run only the steps that are missing', async () => {
    const db = openDatabase(':memory:');
    await sql`create table schema_migration (name text primary key, ran_at text not null) strict`.execute(db);
    for (const step of migrations.slice(0, -1)) {
      for (const statement of step.statements) await sql.raw(statement).execute(db);
      await sql`insert into schema_migration (name, ran_at) values (${step.name}, '2026-01-01')`.execute(db);
    }
    expect(await migrate(db)).toEqual(all.slice(-1));
    await db.destroy();
  });

  it('refuse a database of a newer program', async () => {
    const db = openDatabase(':memory:');
    await migrate(db);
    await sql`insert into schema_migration (name, ran_at) values ('9999-later', '2030-01-01')`.execute(db);
    await expect(migrate(db)).rejects.toThrow('made by a newer version of the program (9999-later)');
    await db.destroy();
  });

  it('are numbered in their order, and every table is strict', async () => {
    expect(all).toEqual(all.toSorted());
    expect(new Set(all.map((name) => name.slice(0, 4))).size).toBe(all.length);
    const tables = migrations.flatMap(({ statements }) => statements).filter((statement) => statement.startsWith('create table'));
    expect(tables.filter((statement) => !/\) strict(, without rowid)?$/.test(statement))).toEqual([]);
  });
});
