import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { databaseBefore } from '../../tests/support/db.ts';
import { migrate } from './index.ts';

const step = '0063-contest-receipts';

it('notes of looks from before which version they spoke about, by the moments of both', async () => {
  const db = await databaseBefore(step);
  await sql`insert into org_unit (id, kind, level, valid_from) values ('u', 'DEPARTMENT', 'PROVINCE', '2026-01-01')`.execute(db);
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('p', 'OPERATOR', 'Kiều Văn Phấn', 'kieu van phan', '2026-01-01')`.execute(db);
  await sql`insert into contest (id, slug, code, title, summary, organiser_unit_id, eligibility, created_by, created_at) values ('c', 'c', 'C1', 'Sáng kiến', '', 'u', '', 'p', '2026-01-01')`.execute(db);
  await sql`insert into contest_rules (id, contest_id, version, body, content_hash, written_by, written_at) values ('r', 'c', 1, 'x', 'h', 'p', '2026-01-01')`.execute(db);
  await sql`insert into entry (id, contest_id, number, owner_id, title, created_at, submitted_at) values ('e', 'c', 'C1-1', 'p', 'Bài', '2026-01-02', '2026-02-10')`.execute(db);
  for (const [version, at] of [[1, '2026-02-01'], [2, '2026-02-10']] as const) await sql`insert into entry_submission (id, entry_id, version, submitted_by, submitted_at, rules_id, content, content_hash, receipt, signature) values (${`s${version}`}, 'e', ${version}, 'p', ${at}, 'r', '{}', 'h', '{}', 'x')`.execute(db);
  for (const [id, at] of [['early', '2026-01-31'], ['first', '2026-02-01'], ['between', '2026-02-09'], ['last', '2026-02-10']]) await sql`insert into eligibility_check (id, entry_id, outcome, reason, checked_by, checked_at) values (${id}, 'e', 'ELIGIBLE', 'Đủ điều kiện', 'p', ${at})`.execute(db);
  expect(await migrate(db)).toContain(step);
  expect(await db.selectFrom('eligibility_check').select(['id', 'version']).orderBy('checked_at').execute()).toEqual([{ id: 'early', version: null }, { id: 'first', version: 1 }, { id: 'between', version: 1 }, { id: 'last', version: 2 }]);
  await db.destroy();
});
