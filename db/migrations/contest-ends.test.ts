import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { databaseBefore } from '../../tests/support/db.ts';
import { migrate } from './index.ts';

const step = '0057-contest-ends';

it('leaves contests, entries and members of before as they were: no reason becomes public that was written for the log, nobody is unnamed', async () => {
  const db = await databaseBefore(step);
  await sql`insert into org_unit (id, kind, level, valid_from) values ('u', 'DEPARTMENT', 'PROVINCE', '2026-01-01')`.execute(db);
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('p', 'OPERATOR', 'Kiều Văn Phấn', 'kieu van phan', '2026-01-01')`.execute(db);
  await sql`insert into contest (id, slug, code, title, summary, organiser_unit_id, eligibility, created_by, created_at, published_at, closed_at) values ('c', 'c', 'C1', 'Sáng kiến', '', 'u', '', 'p', '2026-01-01', '2026-02-01', '2026-03-01')`.execute(db);
  await sql`insert into entry (id, contest_id, number, owner_id, title, created_at, submitted_at, withdrawn_at) values ('e', 'c', 'C1-1', 'p', 'Bài', '2026-01-02', '2026-01-03', '2026-01-04')`.execute(db);
  await sql`insert into entry_member (id, entry_id, user_id, email, full_name, invited_at, accepted_at) values ('m', 'e', 'p', 'p@vi-du.example', 'Kiều Văn Phấn', '2026-01-02', '2026-01-02')`.execute(db);
  expect(await migrate(db)).toContain(step);
  expect(await db.selectFrom('contest').select(['closed_at', 'closing_reason']).execute()).toEqual([{ closed_at: '2026-03-01', closing_reason: null }]);
  expect(await db.selectFrom('entry').select(['withdrawn_at', 'withdrawn_by', 'withdrawal_reason']).execute()).toEqual([{ withdrawn_at: '2026-01-04', withdrawn_by: null, withdrawal_reason: null }]);
  expect(await db.selectFrom('entry_member').select('unnamed_at').execute()).toEqual([{ unnamed_at: null }]);
  await db.destroy();
});
