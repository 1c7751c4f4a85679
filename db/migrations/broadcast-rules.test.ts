import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase, type Db } from '../client.ts';
import { migrate, migrations } from './index.ts';

const step = '0044-broadcast-rules';

/** A database as it was before the step, with campaigns of each kind: written, waiting for an approval, launched. */
async function before(): Promise<Db> {
  const db = openDatabase(':memory:');
  await sql`create table schema_migration (name text primary key, ran_at text not null) strict`.execute(db);
  for (const { name, statements } of migrations.filter(({ name }) => name < step)) {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await sql`insert into schema_migration (name, ran_at) values (${name}, '2026-01-01')`.execute(db);
  }
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('p', 'OPERATOR', 'Kiều Văn Phấn', 'kieu van phan', '2026-01-01')`.execute(db);
  await sql`insert into communication_plan (id, year, goal, legal_basis, created_at) values ('y', 2026, '', '', '2026-01-01')`.execute(db);
  const campaign = (id: string, model: number, pulse: string | null, submitted: string | null) =>
    sql`insert into campaign (id, plan_id, code, name, model, content_source, goal, measure, target_percent, measured_after_days, topic, is_duty, urgency, is_drill, audience, created_by, created_at, changed_at, pulse, submitted_at, submitted_by, submitted_hash)
      values (${id}, 'y', ${id}, '', ${model}, '', '', '', 80, 14, 'SECURITY', 0, 'NORMAL', 0, '{}', 'p', '2026-01-01', '2026-01-01', ${pulse}, ${submitted}, ${submitted && 'p'}, ${submitted && 'h'})`.execute(db);
  await campaign('asked', 27, '{}', null);
  await campaign('public', 27, null, null);
  await campaign('staff', 26, null, '2026-02-01');
  await campaign('launched', 26, null, '2026-02-01');
  await sql`drop trigger campaign_launch_needs_approval`.execute(db);
  await sql`update campaign set launched_at = '2026-02-03' where id = 'launched'`.execute(db);
  return db;
}

it('gives every campaign the figure that it was most likely measured by, and takes back what waits for an approval', async () => {
  const db = await before();
  expect(await migrate(db)).toContain(step);
  expect(await db.selectFrom('campaign').select(['id', 'measured_by', 'submitted_hash', 'revision']).orderBy('id').execute()).toEqual([
    { id: 'asked', measured_by: 'PULSE', submitted_hash: null, revision: 0 },
    { id: 'launched', measured_by: 'QUESTION', submitted_hash: 'h', revision: 0 },
    { id: 'public', measured_by: 'SURVEY', submitted_hash: null, revision: 0 },
    { id: 'staff', measured_by: 'QUESTION', submitted_hash: null, revision: 1 },
  ]);
  await db.destroy();
});
