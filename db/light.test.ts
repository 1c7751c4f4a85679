import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshDb } from '../tests/support/db.ts';
import type { Db } from './client.ts';
import { lightly } from './light.ts';

const [normal, full] = [1, 2];
let db: Db;
beforeEach(async () => {
  db = await freshDb();
});
const durability = async (handle: Db = db) => (await sql<{ synchronous: number }>`pragma synchronous`.execute(handle)).rows[0]?.synchronous;
const put = (handle: Db, name: string) => handle.insertInto('secret').values({ name, value: 'x', created_at: 'x' }).execute();
const names = async () => (await db.selectFrom('secret').select('name').orderBy('name').execute()).map((row) => row.name);

describe('a light transaction', () => {
  it('is light inside and leaves the connection as it was, with what the work gave', async () => {
    expect(await lightly(db, async (tx) => { await put(tx, 'a'); return durability(tx); })).toBe(normal);
    expect([await durability(), await names()]).toEqual([full, ['a']]);
  });

  it('that fails is undone, hands its fault on, and leaves the connection as it was', async () => {
    const fault = new Error('không ghi được');
    await expect(lightly(db, async (tx) => { await put(tx, 'a'); throw fault; })).rejects.toBe(fault);
    expect([await durability(), await names()]).toEqual([full, []]);
    await lightly(db, (tx) => put(tx, 'b'));
    expect(await names()).toEqual(['b']);
  });

  it('that breaks a rule of its table is undone as a whole', async () => {
    await expect(lightly(db, async (tx) => { await put(tx, 'a'); await put(tx, 'a'); })).rejects.toThrow(/UNIQUE/);
    expect([await durability(), await names()]).toEqual([full, []]);
  });

  it('lends its lightness to nobody who waits beside it', async () => {
    const seen: (number | undefined)[] = [];
    await Promise.all([
      lightly(db, (tx) => put(tx, 'light')),
      db.transaction().execute(async (tx) => { seen.push(await durability(tx)); await put(tx, 'whole'); }),
      lightly(db, () => Promise.reject(new Error('x'))).catch(() => undefined),
      db.transaction().execute(async (tx) => { seen.push(await durability(tx)); }),
    ]);
    expect([seen, await names()]).toEqual([[full, full], ['light', 'whole']]);
  });
});
