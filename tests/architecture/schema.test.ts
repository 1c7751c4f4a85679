import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { describeSchema } from '../../db/generate-schema.ts';
import { freshDb } from '../support/db.ts';
import { projectRoot, readSource } from './tree.ts';

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
