import { expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import { extendContest, makeContest, makeOutsider, makeRules } from '../../tests/world/contests.ts';

it('makes a whole contest, its rules, an extension and three kinds of contestant', async () => {
  await using db = await freshDb();
  const contest = await makeContest(db);
  await extendContest(db, contest, 60);
  await makeRules(db, contest, { version: 2, publishedAt: null });
  for (const kind of ['INDIVIDUAL', 'ORGANISATION', 'ENTERPRISE'] as const) await makeOutsider(db, { kind });
  await makeOutsider(db, { isNew: true });
  expect([contest.tracks.length, contest.criteria.length, contest.prizes.length, contest.datasets.length]).toEqual([2, 2, 1, 1]);
  expect((await db.selectFrom('contestant').select(['kind', 'tax_code']).orderBy('kind').execute()).map((row) => [row.kind, row.tax_code])).toEqual([['ENTERPRISE', '2700123456'], ['INDIVIDUAL', null], ['ORGANISATION', null]]);
  expect((await db.selectFrom('contest_rules').select('version').execute()).length).toBe(2);
});
