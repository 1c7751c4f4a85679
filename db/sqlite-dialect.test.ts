import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { isConstraintError, sqliteCode, translateDatabaseError } from '../app/platform/database-errors.ts';
import { temporaryFolder } from '../tests/support/server.ts';
import { openRaw, type OpenOptions } from './client.ts';
import { NodeSqliteDialect } from './sqlite-dialect.ts';

interface Toys {
  toy: { id: number; name: string; weight: number | null };
}

function open(file = ':memory:', options: OpenOptions = {}) {
  const raw = openRaw(file, options);
  raw.exec('create table if not exists toy (id integer primary key, name text not null unique, weight real) strict');
  const db = new Kysely<Toys>({ dialect: new NodeSqliteDialect(raw) });
  return Object.assign(db, { raw, add: (id: number, name = `toy ${id}`) => db.insertInto('toy').values({ id, name, weight: null }).execute(), [Symbol.asyncDispose]: () => db.destroy() });
}
const names = async (db: Kysely<Toys>) => (await db.selectFrom('toy').select('name').orderBy('id').execute()).map(({ name }) => name);

describe('statements', () => {
  it('give rows, counts and the rows they return', async () => {
    await using db = open();
    expect((await db.insertInto('toy').values({ id: 7, name: 'top', weight: 1.5 }).executeTakeFirst()).numInsertedOrUpdatedRows).toBe(1n);
    expect(await db.insertInto('toy').values({ id: 8, name: 'ball', weight: null }).returning('id').execute()).toEqual([{ id: 8 }]);
    expect((await db.updateTable('toy').set({ weight: 2 }).executeTakeFirst()).numUpdatedRows).toBe(2n);
    expect((await db.deleteFrom('toy').where('id', '=', 99).executeTakeFirst()).numDeletedRows).toBe(0n);
    expect(await db.selectFrom('toy').select(['name', 'weight']).orderBy('id').execute()).toEqual([{ name: 'top', weight: 2 }, { name: 'ball', weight: 2 }]);
  });

  it('hold their limit as a number, and any other kind of limit as a value', async () => {
    await using db = open();
    for (const id of [1, 2, 3]) await db.add(id);
    const limited = (limit: number | bigint) => db.selectFrom('toy').select('id').orderBy('id').limit(limit).offset(1);
    expect(limited(1).compile()).toMatchObject({ sql: 'select "id" from "toy" order by "id" limit 1 offset ?', parameters: [1] });
    expect(await limited(1).execute()).toEqual([{ id: 2 }]);
    expect(limited(2n).compile()).toMatchObject({ sql: 'select "id" from "toy" order by "id" limit ? offset ?', parameters: [2n, 1] });
    expect(await limited(2n).execute()).toEqual([{ id: 2 }, { id: 3 }]);
    await expect(limited(1.5).execute()).rejects.toThrow('datatype mismatch');
    expect(await limited(-1).execute()).toHaveLength(2);
  });

  it.each<[unknown, string]>([
    [0, 'limit 0'], [-0, 'limit 0'], [-1, 'limit -1'], [Number.MAX_SAFE_INTEGER, 'limit 9007199254740991'],
    [Number.MAX_SAFE_INTEGER + 1, 'limit ?'], [1e21, 'limit ?'], [0.5, 'limit ?'], [Number.NaN, 'limit ?'], [Number.POSITIVE_INFINITY, 'limit ?'],
    ['1', 'limit ?'], ['1; drop table toy', 'limit ?'], ['1 --', 'limit ?'], [null, 'limit ?'], [true, 'limit ?'], [{ toString: () => '1; drop table toy' }, 'limit ?'],
  ])('write no limit but a whole number into the statement: %s', async (limit, written) => {
    await using db = open();
    await db.add(1);
    const query = db.selectFrom('toy').select('id').limit(limit as number);
    expect(query.compile().sql).toBe(`select "id" from "toy" ${written}`);
    await query.execute().catch(() => null);
    expect(await names(db)).toEqual(['toy 1']);
  });

  it('keep a limit inside a sub-query and one that is an expression apart from each other', async () => {
    await using db = open();
    for (const id of [1, 2, 3, 4]) await db.add(id);
    const inner = db.selectFrom('toy').select('id').orderBy('id').limit(3);
    expect(await db.selectFrom(inner.as('t')).select('t.id').orderBy('t.id', 'desc').limit(1).execute()).toEqual([{ id: 3 }]);
    expect(await db.selectFrom('toy').select('id').orderBy('id').limit(sql<number>`(select 1 + 1)`).execute()).toHaveLength(2);
    expect(await Promise.all([1, 2, 3].map((limit) => db.selectFrom('toy').select('id').orderBy('id').limit(limit).execute()))).toEqual([[{ id: 1 }], [{ id: 1 }, { id: 2 }], [{ id: 1 }, { id: 2 }, { id: 3 }]]);
  });

  it('work on when more of them have been seen than the cache holds, also the first ones', async () => {
    await using db = open();
    await db.add(1);
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 650; count += 1) {
        const { rows } = await sql<{ n: number }>`select ${sql.raw(String(count))} + id as n from toy`.execute(db);
        expect(rows).toEqual([{ n: count + 1 }]);
      }
    }
  });

  it('see a table that was changed after they were prepared', async () => {
    await using db = open();
    await db.add(1);
    expect(await db.selectFrom('toy').selectAll().execute()).toEqual([{ id: 1, name: 'toy 1', weight: null }]);
    await sql`alter table toy add column colour text`.execute(db);
    expect(await db.selectFrom('toy').selectAll().execute()).toEqual([{ id: 1, name: 'toy 1', weight: null, colour: null }]);
  });

  it('refuse what SQLite cannot bind, and leave the connection usable', async () => {
    await using db = open();
    await expect(db.insertInto('toy').values({ id: 1, name: { toy: 1 } as never, weight: null }).execute()).rejects.toThrow();
    await expect(db.insertInto('toy').values({ id: 1, name: new Date() as never, weight: null }).execute()).rejects.toThrow();
    await db.add(1);
    expect(await names(db)).toEqual(['toy 1']);
  });

  it('stream rows one by one, and may stop early', async () => {
    await using db = open();
    for (let id = 1; id <= 5; id += 1) await db.add(id);
    const seen: number[] = [];
    for await (const { id } of db.selectFrom('toy').select('id').orderBy('id').stream()) {
      seen.push(id);
      if (id === 3) break;
    }
    expect(seen).toEqual([1, 2, 3]);
    await sql`drop table toy`.execute(db);
  });

  it('hold the rules of the tables', async () => {
    await using db = open();
    await db.add(1, 'top');
    const twice = await db.add(2, 'top').catch((error: unknown) => error);
    expect(isConstraintError(twice)).toBe(true);
    expect(translateDatabaseError(twice)).toBe(twice);
    expect(isConstraintError(new Error('other'))).toBe(false);
    expect(sqliteCode(null)).toBeUndefined();
  });
});

describe('transactions', () => {
  it('take turns: what is asked meanwhile waits for the end and sees all or nothing', async () => {
    await using db = open();
    let between = () => {};
    const pause = new Promise<void>((resolve) => (between = resolve));
    const first = db.transaction().execute(async (tx) => {
      await tx.insertInto('toy').values({ id: 1, name: 'one', weight: null }).execute();
      await pause;
      await tx.insertInto('toy').values({ id: 2, name: 'two', weight: null }).execute();
    });
    const second = db.transaction().execute((tx) => tx.insertInto('toy').values({ id: 3, name: 'three', weight: null }).execute());
    const read = names(db);
    between();
    await Promise.all([first, second]);
    expect(await read).toEqual(['one', 'two', 'three']);
  });

  it('undo everything when they fail, and let the next one in', async () => {
    await using db = open();
    await expect(db.transaction().execute(async (tx) => {
      await tx.insertInto('toy').values({ id: 1, name: 'one', weight: null }).execute();
      throw new Error('no');
    })).rejects.toThrow('no');
    await db.add(2);
    expect(await names(db)).toEqual(['toy 2']);
  });

  it('survive a full disk: nothing half is kept, and the sentence says what is wrong', async () => {
    using folder = temporaryFolder();
    await using db = open(join(folder.path, 'a.db'));
    await db.add(1);
    const pages = Number(db.raw.prepare('pragma page_count').get()?.['page_count']);
    db.raw.exec(`pragma max_page_count = ${pages + 3}`);
    const full = await db.transaction().execute(async (tx) => {
      for (let id = 2; id < 10_000; id += 1) await tx.insertInto('toy').values({ id, name: 'x'.repeat(2000) + id, weight: null }).execute();
    }).catch((error: unknown) => error);
    expect(sqliteCode(full)).toBe(13);
    expect(translateDatabaseError(full)).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 60, say: { vi: expect.stringContaining('Ổ đĩa của máy chủ đã đầy') } });
    expect(await names(db)).toEqual(['toy 1']);
    db.raw.exec('pragma max_page_count = 100000');
    await db.add(2);
    expect(await names(db)).toEqual(['toy 1', 'toy 2']);
  });

  it('of two connections wait for each other, and say so when it takes too long', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.db');
    await using one = open(file);
    await using two = open(file, { busyTimeout: 20 });
    await one.transaction().execute(async (tx) => {
      await tx.insertInto('toy').values({ id: 1, name: 'one', weight: null }).execute();
      const busy = await two.transaction().execute((other) => other.insertInto('toy').values({ id: 2, name: 'two', weight: null }).execute()).catch((error: unknown) => error);
      expect(sqliteCode(busy)).toBe(5);
      expect(translateDatabaseError(busy)).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 5, say: { vi: expect.stringContaining('bận') } });
      expect(await names(two)).toEqual([]);
    });
    await two.add(2, 'two');
    expect(await names(one)).toEqual(['one', 'two']);
  });

  it('never meet a stale snapshot between two connections: a read and a write in one transaction', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.db');
    await using one = open(file);
    await using two = open(file);
    await one.add(1);
    const count = async (db: Kysely<Toys>) => {
      for (let round = 0; round < 20; round += 1) {
        await db.transaction().execute(async (tx) => {
          const { weight } = await tx.selectFrom('toy').select('weight').executeTakeFirstOrThrow();
          await tx.updateTable('toy').set({ weight: (weight ?? 0) + 1 }).execute();
        });
      }
    };
    await count(one);
    await count(two);
    expect(await one.selectFrom('toy').select('weight').execute()).toEqual([{ weight: 40 }]);
  });
});

describe('a connection', () => {
  it('has every pragma set', () => {
    using folder = temporaryFolder();
    const raw = openRaw(join(folder.path, 'deep/er/a.db'));
    const pragma = (name: string) => Object.values(raw.prepare(`pragma ${name}`).get() ?? {})[0];
    expect({ journal: pragma('journal_mode'), synchronous: pragma('synchronous'), foreign: pragma('foreign_keys'), trusted: pragma('trusted_schema'), temp: pragma('temp_store'), triggers: pragma('recursive_triggers') }).toEqual({ journal: 'wal', synchronous: 2, foreign: 1, trusted: 0, temp: 2, triggers: 1 });
    const fast = openRaw(join(folder.path, 'deep/er/a.db'), { synchronous: 'NORMAL' });
    expect(fast.prepare('pragma synchronous').get()).toEqual({ synchronous: 1 });
    fast.close();
    raw.close();
  });

  it('that only reads cannot write', () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.db');
    openRaw(file).close();
    const reader = openRaw(file, { readOnly: true });
    expect(() => reader.exec('create table a (b text)')).toThrow('readonly');
    reader.close();
  });
});
