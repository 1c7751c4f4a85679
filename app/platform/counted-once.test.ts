import { expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import { countedOnce } from './counted-once.ts';

it('what is there is counted once for each database; what is not there yet, or only a transaction sees, again', async () => {
  await using db = await freshDb();
  await using other = await freshDb();
  const asked: string[] = [];
  let there = 0;
  const count = countedOnce((_db, id) => Promise.resolve((asked.push(id), there)));
  expect([await count(db, 'a'), await count(db, 'a')]).toEqual([0, 0]);
  there = 3;
  await db.transaction().execute((tx) => count(tx, 'a'));
  expect([await count(db, 'a'), await count(db, 'a'), await count(db, 'b'), await count(other, 'a')]).toEqual([3, 3, 3, 3]);
  expect(asked).toEqual(['a', 'a', 'a', 'a', 'b', 'a']);
});
