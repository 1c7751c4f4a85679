import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { sqliteCode } from '../app/platform/database-errors.ts';
import { temporaryFolder } from '../tests/support/server.ts';
import { openDatabase, openRaw, runExclusive, type Db } from './client.ts';
import { lightly, lightlyIfFree } from './light.ts';
import { migrate } from './migrations/index.ts';

/** A database, and another connection that holds its write lock until it is told to let go. */
async function locked(patience?: number) {
  const folder = temporaryFolder();
  const file = join(folder.path, 'a.db');
  const db = openDatabase(file, patience === undefined ? {} : { busyTimeout: patience });
  await migrate(db);
  const other = openRaw(file);
  other.exec('begin immediate');
  return {
    db,
    letGo: () => other.exec('rollback'),
    async [Symbol.asyncDispose]() {
      other.close();
      await db.destroy();
      folder[Symbol.dispose]();
    },
  };
}
const put = (db: Db, key: string) => db.insertInto('setting').values({ id: key, key, value: '1', valid_from: '2026-01-01', valid_to: null, legal_basis: null }).execute();
const keys = async (db: Db) => (await db.selectFrom('setting').select('key').orderBy('key').execute()).map(({ key }) => key);
const synchronous = async (db: Db) => (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows[0]?.synchronous;

describe('whoever waits for the lock of another process', () => {
  it('holds up nobody who only reads, and writes when it is free', async () => {
    await using w = await locked();
    let written = 0;
    const writes = [put(w.db, 'a'), w.db.transaction().execute((tx) => put(tx, 'b')), lightly(w.db, (tx) => put(tx, 'c'))].map((write) => write.then(() => (written += 1)));
    for (let reads = 0; reads < 5; reads += 1) {
      expect(await keys(w.db)).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(written).toBe(0);
    w.letGo();
    await Promise.all(writes);
    expect(await keys(w.db)).toEqual(['a', 'b', 'c']);
  });

  it('gives others the connection with the durability that they expect, and takes his own back', async () => {
    await using w = await locked();
    const seen: (number | undefined)[] = [];
    const light = lightly(w.db, async (tx) => {
      seen.push(await synchronous(tx as never));
      await put(tx, 'a');
    });
    for (let reads = 0; reads < 5; reads += 1) {
      expect(await synchronous(w.db)).toBe(2);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    w.letGo();
    await light;
    expect([seen, await synchronous(w.db)]).toEqual([[1], 2]);
  });

  it('is told when it takes too long, and the connection works on', async () => {
    await using w = await locked(20);
    for (const write of [() => put(w.db, 'a'), () => w.db.transaction().execute((tx) => put(tx, 'a')), () => runExclusive(w.db, (database) => database.exec('begin immediate'))]) {
      expect(sqliteCode(await write().catch((error: unknown) => error))).toBe(5);
      expect(await keys(w.db)).toEqual([]);
    }
    w.letGo();
    await put(w.db, 'a');
    expect(await keys(w.db)).toEqual(['a']);
  });

  it('runs work on the raw connection again that found the lock taken', async () => {
    await using w = await locked();
    let tries = 0;
    const work = runExclusive(w.db, (database) => {
      tries += 1;
      database.exec('begin immediate');
      database.exec("insert into setting (id, key, value, valid_from) values ('a', 'a', '1', '2026-01-01')");
      database.exec('commit');
    });
    expect(await keys(w.db)).toEqual([]);
    w.letGo();
    await work;
    expect([await keys(w.db), tries > 1]).toEqual([['a'], true]);
  });

  it('does not wait when the write can be left out: it is done when the lock is free, and a fault of its own is told', async () => {
    await using w = await locked();
    const write = () => lightlyIfFree(w.db, w.db.insertInto('secret').values({ name: 'a', value: 'x', created_at: 'x' }));
    const names = async () => (await w.db.selectFrom('secret').select('name').execute()).map(({ name }) => name);
    expect([await write(), await names(), await synchronous(w.db)]).toEqual([false, [], 2]);
    w.letGo();
    expect([await write(), await names(), await synchronous(w.db)]).toEqual([true, ['a'], 2]);
    await expect(write()).rejects.toThrow(/UNIQUE/);
    expect(await synchronous(w.db)).toBe(2);
  });
});
