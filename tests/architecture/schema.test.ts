import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { describeSchema } from '../../db/generate-schema.ts';
import { namedIndexes } from '../../db/indexes.ts';
import { freshDb } from '../support/db.ts';
import { listFiles, projectRoot, readSource } from './tree.ts';

describe('db/schema.ts', () => {
  const written = readSource(projectRoot, 'db/schema.ts');

  it('is what the migrations make; run `npm run db:types` after a migration', async () => {
    await using db = await freshDb();
    expect(await describeSchema(db)).toBe(written);
  });

  it('is caught when a column is added', async () => {
    await using db = await freshDb();
    await sql`alter table job add column planted text`.execute(db);
    expect(await describeSchema(db)).not.toBe(written);
  });
});

describe('indexes that statements name', () => {
  it('are there, and are named in db/indexes.ts only', async () => {
    await using db = await freshDb();
    const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'index'`.execute(db);
    const there = new Set(rows.map(({ name }) => name));
    expect(namedIndexes.filter((name) => !there.has(name))).toEqual([]);
    const named = listFiles(projectRoot, ['app', 'jobs', 'db']).filter((file) => file.endsWith('.ts') && /indexed by [a-z]/.test(readSource(projectRoot, file)));
    expect(named.filter((file) => file !== 'db/indexes.ts')).toEqual([]);
  });
});
