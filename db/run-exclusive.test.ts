import { describe, expect, it } from 'vitest';
import { freshDb } from '../tests/support/db.ts';
import { openDatabase, runExclusive, type Db } from './client.ts';

const put = (db: Db, key: string) => db.insertInto('setting').values({ id: key, key, value: '1', valid_from: '2026-01-01', valid_to: null, legal_basis: null }).execute();
const keysOn = (db: Db) => runExclusive(db, (database) => database.prepare('select key from setting order by key').all().map((row) => row['key']));

/** A gate that a transaction waits at until it is opened; `reached` says that it stands there. */
function gate() {
  const reached = Promise.withResolvers<void>();
  const passed = Promise.withResolvers<void>();
  const wait = () => {
    reached.resolve();
    return passed.promise;
  };
  return { open: () => passed.resolve(), reached: reached.promise, wait };
}

describe('exclusive work', () => {
  it('works on the same connection: it sees what was written, and what it writes is seen', async () => {
    await using db = await freshDb();
    await put(db, 'a');
    expect(await keysOn(db)).toEqual(['a']);
    const changes = await runExclusive(db, (database) => database.prepare("update setting set value = '2' where key = 'a'").run().changes);
    expect(changes).toBe(1);
    expect(await db.selectFrom('setting').select('value').execute()).toEqual([{ value: '2' }]);
  });

  it('never stands inside a transaction: it waits for the end and sees all or nothing', async () => {
    await using db = await freshDb();
    const { open, reached, wait } = gate();
    const transaction = db.transaction().execute(async (tx) => {
      await put(tx, 'a');
      await wait();
      await put(tx, 'b');
    });
    await reached;
    const inside: boolean[] = [];
    const seen = runExclusive(db, (database) => {
      inside.push(database.isTransaction);
      return database.prepare('select count(*) as n from setting').get();
    });
    open();
    await transaction;
    expect(await seen).toEqual({ n: 2 });
    expect(inside).toEqual([false]);
  });

  it('sees nothing of a transaction that is undone', async () => {
    await using db = await freshDb();
    const { open, reached, wait } = gate();
    const transaction = db.transaction().execute(async (tx) => {
      await put(tx, 'a');
      await wait();
      throw new Error('undone');
    });
    await reached;
    const keys = keysOn(db);
    open();
    await expect(transaction).rejects.toThrow('undone');
    expect(await keys).toEqual([]);
  });

  it('may hold a transaction of its own, which nobody gets into', async () => {
    await using db = await freshDb();
    const work = runExclusive(db, (database) => {
      database.exec('begin immediate');
      database.exec("insert into setting (id, key, value, valid_from) values ('a', 'a', '1', '2026-01-01')");
      database.exec('rollback');
    });
    await Promise.all([work, put(db, 'b')]);
    expect(await keysOn(db)).toEqual(['b']);
  });

  it('refuses a transaction as its handle, because it would wait for itself', async () => {
    await using db = await freshDb();
    await db.transaction().execute(async (tx) => {
      expect(() => runExclusive(tx, () => 1)).toThrow('not a transaction');
      await put(tx, 'a');
    });
    expect(await keysOn(db)).toEqual(['a']);
  });

  it('refuses handles derived from the one that was opened', async () => {
    await using db = await freshDb();
    expect(() => runExclusive(db.withoutPlugins(), () => 1)).toThrow('openDatabase');
  });
});

describe('turns', () => {
  it('are taken in the order of asking, by every kind of work', async () => {
    await using db = await freshDb();
    const order: string[] = [];
    const { open, reached, wait } = gate();
    const transaction = db.transaction().execute(async () => {
      await wait();
      order.push('transaction');
    });
    await reached;
    const all = [
      transaction,
      runExclusive(db, () => order.push('first')),
      put(db, 'a').then(() => order.push('query')),
      runExclusive(db, () => order.push('second')),
    ];
    open();
    await Promise.all(all);
    expect(order.filter((name) => name !== 'query')).toEqual(['transaction', 'first', 'second']);
    expect(order).toContain('query');
  });

  it('are given back when the work throws', async () => {
    await using db = await freshDb();
    await expect(runExclusive(db, () => { throw new Error('broken'); })).rejects.toThrow('broken');
    await expect(runExclusive(db, (database) => database.exec('select from nowhere'))).rejects.toThrow();
    await put(db, 'a');
    await db.transaction().execute((tx) => put(tx, 'b'));
    expect(await keysOn(db)).toEqual(['a', 'b']);
  });

  it('are given back when one of many fails, to all that wait', async () => {
    await using db = await freshDb();
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => runExclusive(db, () => {
      if (n % 3 === 0) throw new Error(`no ${n}`);
      return n;
    })));
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed'))).toEqual(['failed', 1, 2, 'failed', 4, 5, 'failed', 7, 8, 'failed', 10, 11]);
  });

  it('end with a sentence when the database has been closed', async () => {
    const db = openDatabase(':memory:');
    await db.schema.createTable('toy').addColumn('id', 'integer').execute();
    await db.destroy();
    await expect(runExclusive(db, (database) => database.prepare('select 1').get())).rejects.toThrow('not open');
  });
});
