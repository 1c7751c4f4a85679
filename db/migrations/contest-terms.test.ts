import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { makeContest } from '../../tests/world/contests.ts';
import { databaseBefore, freshDb } from '../../tests/support/db.ts';
import type { Db } from '../client.ts';
import { migrate } from './index.ts';

const step = '0043-contest-terms';

/** A database as it was before the step, with a contest that keeps its terms as a setting and one that has none of its own. */
async function before(): Promise<Db> {
  const db = await databaseBefore(step);
  await sql`insert into org_unit (id, kind, level, valid_from) values ('u', 'DEPARTMENT', 'PROVINCE', '2026-01-01')`.execute(db);
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('p', 'OPERATOR', 'Kiều Văn Phấn', 'kieu van phan', '2026-01-01')`.execute(db);
  for (const [id, code] of [['set', 'A1'], ['usual', 'A2']]) {
    await sql`insert into contest (id, slug, code, title, summary, organiser_unit_id, eligibility, created_by, created_at, published_at) values (${id}, ${id}, ${code}, 'Sáng kiến', '', 'u', '', 'p', '2026-01-01', '2026-02-01')`.execute(db);
  }
  await sql`insert into setting (id, key, value, valid_from) values ('s1', 'contest.terms/set', '{"lateUploadMinutes":5,"publicVote":"NONE"}', '2000-01-01'), ('s2', 'campaigns.quiet', '1', '2000-01-01')`.execute(db);
  return db;
}

it('carries the terms that a contest had as a setting, and leaves every other setting', async () => {
  const db = await before();
  expect(await migrate(db)).toContain(step);
  expect(await db.selectFrom('contest').select(['id', 'late_upload_minutes', 'public_vote']).orderBy('id').execute()).toEqual([
    { id: 'set', late_upload_minutes: 5, public_vote: 'NONE' },
    { id: 'usual', late_upload_minutes: 30, public_vote: 'AFTER_RESULTS' },
  ]);
  expect(await db.selectFrom('setting').select('key').where('id', 'in', ['s1', 's2']).execute()).toEqual([{ key: 'campaigns.quiet' }]);
  await db.destroy();
});

it.each([['late_upload_minutes', 90], ['public_vote', 'NONE'], ['grace_seconds', 30], ['pair_reasons', 'TEAMS']] as const)('lets nobody move %s of a contest that is public', async (column, value) => {
  const db = await freshDb();
  const [draft, open] = [await makeContest(db, { publishedAt: null }), await makeContest(db)];
  const move = (id: string) => db.updateTable('contest').set({ [column]: value }).where('id', '=', id).execute();
  await move(draft.id);
  expect(await db.selectFrom('contest').select(column).where('id', '=', draft.id).executeTakeFirst()).toEqual({ [column]: value });
  await expect(move(open.id)).rejects.toThrow('the terms do not change once they are public');
  await db.destroy();
});

it('takes no more minutes for late uploads than a form may ask for', async () => {
  const db = await freshDb();
  await expect(makeContest(db, { lateUploadMinutes: 121 })).rejects.toThrow('CHECK constraint failed');
  await db.destroy();
});

it.each<[string, string, number, string]>([
  ['only one of the two', '{"publicVote":"NONE"}', 30, 'NONE'],
  ['nothing', '{}', 30, 'AFTER_RESULTS'],
  ['no minutes at all', '{"lateUploadMinutes":0,"publicVote":"AFTER_RESULTS"}', 0, 'AFTER_RESULTS'],
  ['the most', '{"lateUploadMinutes":120}', 120, 'AFTER_RESULTS'],
  ['null', '{"lateUploadMinutes":null,"publicVote":null}', 30, 'AFTER_RESULTS'],
])('carries terms that said %s', async (_what, value, minutes, vote) => {
  const db = await before();
  await sql`update setting set value = ${value} where id = 's1'`.execute(db);
  await migrate(db);
  expect(await db.selectFrom('contest').select(['late_upload_minutes', 'public_vote']).where('id', '=', 'set').execute()).toEqual([{ late_upload_minutes: minutes, public_vote: vote }]);
  await db.destroy();
});

it('carries the terms that were said last, and those of no other contest', async () => {
  const db = await before();
  await sql`insert into setting (id, key, value, valid_from) values ('s3', 'contest.terms/set', '{"lateUploadMinutes":45,"publicVote":"AFTER_RESULTS"}', '2026-02-01'), ('s4', 'contest.terms/set/x', '{"lateUploadMinutes":99}', '2026-03-01'), ('s5', 'CONTEST.TERMS/usual', '{"lateUploadMinutes":98}', '2026-03-01')`.execute(db);
  await migrate(db);
  expect((await db.selectFrom('contest').select('late_upload_minutes').orderBy('id').execute()).map((row) => row.late_upload_minutes)).toEqual([45, 30]);
  await db.destroy();
});

it.each([['late_upload_minutes', -1], ['late_upload_minutes', 30.5], ['late_upload_minutes', 'nhiều'], ['public_vote', 'none'], ['public_vote', ''], ['public_vote', 'ALWAYS'], ['pair_reasons', 'ALL'], ['pair_reasons', '']] as const)('takes no %s of %s', async (column, value) => {
  const db = await freshDb();
  const { id } = await makeContest(db, { publishedAt: null });
  await expect(db.updateTable('contest').set({ [column]: value }).where('id', '=', id).execute()).rejects.toThrow(/CHECK|cannot store/);
  await db.destroy();
});
