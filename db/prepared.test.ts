import { describe, expect, it } from 'vitest';
import { freshDb } from '../tests/support/db.ts';
import type { Db } from './client.ts';
import { prepared } from './prepared.ts';

const now = '2026-11-23T01:00:00.000Z';
const put = (db: Db, key: string, value: string, from = '2026-01-01', to: string | null = null) =>
  db.insertInto('setting').values({ id: `${key} ${from}`, key, value, valid_from: from, valid_to: to, legal_basis: null }).execute();

/** A query and how often it was built. */
function counted() {
  const count = { built: 0 };
  const values = prepared((db, value: (name: 'key' | 'day') => string) => {
    count.built += 1;
    return db.selectFrom('setting').select(['key', 'value']).where('key', '=', value('key')).where('valid_from', '<=', value('day')).orderBy('valid_from');
  });
  return { count, values };
}

describe('a prepared query', () => {
  it('gives the rows of the values it is run with, each time', async () => {
    await using db = await freshDb();
    await put(db, 'a', '1');
    await put(db, 'a', '2', '2026-06-01');
    await put(db, 'b', '3');
    const { values, count } = counted();
    expect(await values(db, { key: 'a', day: '2026-12-31' })).toEqual([{ key: 'a', value: '1' }, { key: 'a', value: '2' }]);
    expect(await values(db, { key: 'a', day: '2026-05-31' })).toEqual([{ key: 'a', value: '1' }]);
    expect(await values(db, { key: 'b', day: '2026-12-31' })).toEqual([{ key: 'b', value: '3' }]);
    expect(await values(db, { key: 'c', day: '2026-12-31' })).toEqual([]);
    expect(await values(db, { key: 'a', day: '2026-05-31' })).toEqual([{ key: 'a', value: '1' }]);
    expect(count.built).toBe(1);
  });

  it('is not built before it is first run', () => {
    expect(counted().count.built).toBe(0);
  });

  it('runs on whichever database it is given, not on the one it was built with', async () => {
    await using one = await freshDb();
    await using two = await freshDb();
    await put(one, 'a', 'one');
    await put(two, 'a', 'two');
    const { values } = counted();
    expect(await values(one, { key: 'a', day: now })).toEqual([{ key: 'a', value: 'one' }]);
    expect(await values(two, { key: 'a', day: now })).toEqual([{ key: 'a', value: 'two' }]);
  });

  it('sees what its own transaction has written, and nothing of it when that is undone', async () => {
    await using db = await freshDb();
    const { values } = counted();
    await expect(db.transaction().execute(async (tx) => {
      await put(tx, 'a', 'half');
      expect(await values(tx, { key: 'a', day: now })).toEqual([{ key: 'a', value: 'half' }]);
      throw new Error('undone');
    })).rejects.toThrow('undone');
    expect(await values(db, { key: 'a', day: now })).toEqual([]);
  });

  it('may be built inside a transaction and used after it has ended', async () => {
    await using db = await freshDb();
    const { values, count } = counted();
    await db.transaction().execute(async (tx) => {
      await put(tx, 'a', '1');
      await values(tx, { key: 'a', day: now });
    });
    expect(await values(db, { key: 'a', day: now })).toEqual([{ key: 'a', value: '1' }]);
    expect(count.built).toBe(1);
  });

  it('uses one value in several places, and keeps fixed values where they stand', async () => {
    await using db = await freshDb();
    await put(db, 'a', 'a');
    await put(db, 'b', 'a', '2026-02-01');
    await put(db, 'c', 'c', '2027-01-01');
    const same = prepared((handle, value: (name: 'word') => string) =>
      handle.selectFrom('setting').select('key').where('valid_from', '<', '2026-12-31').where((where) => where.or([where('key', '=', value('word')), where('value', '=', value('word'))])).orderBy('key').limit(5));
    expect(await same(db, { word: 'a' })).toEqual([{ key: 'a' }, { key: 'b' }]);
    expect(await same(db, { word: 'c' })).toEqual([]);
  });

  it('hands a null on as a null: equal to nothing, distinct from every word', async () => {
    await using db = await freshDb();
    await put(db, 'a', '1', '2026-01-01', null);
    await put(db, 'b', '2', '2026-01-01', '2026-07-01');
    const equal = prepared((handle, value: (name: 'end') => string) => handle.selectFrom('setting').select('key').where('valid_to', '=', value('end')));
    const same = prepared((handle, value: (name: 'end') => string) => handle.selectFrom('setting').select('key').where('valid_to', 'is not distinct from', value('end')));
    expect(await equal(db, { end: null as never })).toEqual([]);
    expect(await same(db, { end: null as never })).toEqual([{ key: 'a' }]);
    expect(await same(db, { end: '2026-07-01' })).toEqual([{ key: 'b' }]);
  });

  it.each(["a' or '1'='1", 'a"; drop table setting; --', '?', '$1', '%', 'à\u0000b'])('takes %j for a word and not for a part of the query', async (word) => {
    await using db = await freshDb();
    await put(db, 'a', '1');
    await put(db, word, 'own');
    const { values } = counted();
    expect(await values(db, { key: word, day: now })).toEqual([{ key: word, value: 'own' }]);
    expect(await values(db, { key: 'a', day: now })).toEqual([{ key: 'a', value: '1' }]);
  });

  it('refuses to run with a value that is missing, and works on', async () => {
    await using db = await freshDb();
    await put(db, 'a', '1');
    const { values } = counted();
    await expect(values(db, { key: 'a' } as never)).rejects.toThrow();
    expect(await values(db, { key: 'a', day: now })).toHaveLength(1);
  });

  it('answers many askers at once with their own rows', async () => {
    await using db = await freshDb();
    for (let n = 0; n < 20; n += 1) await put(db, `k${n}`, String(n));
    const { values, count } = counted();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => values(db, { key: `k${n}`, day: now })));
    expect(answers).toEqual(Array.from({ length: 20 }, (_, n) => [{ key: `k${n}`, value: String(n) }]));
    expect(count.built).toBe(1);
  });

  it('can write as well as read', async () => {
    await using db = await freshDb();
    await put(db, 'a', '1');
    const end = prepared((handle, value: (name: 'key' | 'day') => string) => handle.updateTable('setting').set({ valid_to: value('day') }).where('key', '=', value('key')).returning('valid_to'));
    expect(await end(db, { key: 'a', day: '2026-07-01' })).toEqual([{ valid_to: '2026-07-01' }]);
    expect(await end(db, { key: 'b', day: '2026-07-01' })).toEqual([]);
  });
});
