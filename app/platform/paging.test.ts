import { expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import { pageOf } from './paging.server.ts';

it.each([
  [1, { total: 5, page: 1, pages: 3 }, ['d1', 'd2']],
  [3, { total: 5, page: 3, pages: 3 }, ['d5']],
  [99, { total: 5, page: 3, pages: 3 }, ['d5']],
])('page %d of five days in twos', async (page, counts, days) => {
  await using db = await freshDb();
  await db.deleteFrom('holiday').execute();
  await db.insertInto('holiday').values(['d3', 'd1', 'd5', 'd2', 'd4'].map((day) => ({ day, name_vi: day, name_en: day }))).execute();
  const { rows, ...told } = await pageOf(db, db.selectFrom('holiday as h').select('h.day').where('h.day', '<', 'e'), { page, size: 2 }, (query) => query.orderBy('h.day'));
  expect([told, rows.map(({ day }) => day)]).toEqual([counts, days]);
});

it('of nothing there is one page, and it is empty', async () => {
  await using db = await freshDb();
  expect(await pageOf(db, db.selectFrom('holiday').select('day').where('day', '=', 'never'), { page: 4, size: 50 }, (query) => query.orderBy('day'))).toEqual({ total: 0, page: 1, pages: 1, rows: [] });
});
