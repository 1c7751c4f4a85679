import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Db } from '../client.ts';
import { databaseBefore } from '../../tests/support/db.ts';
import { migrate } from './index.ts';

const step = '0044-broadcast-rules';

/** A database as it was before the step, with campaigns of each kind: written, waiting for an approval, launched. */
async function before(): Promise<Db> {
  const db = await databaseBefore(step);
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

/** What stood there before: frozen audiences, one of two approvals, a broadcast in the night. */
async function withPast(): Promise<Db> {
  const db = await before();
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('q', 'OPERATOR', 'Lã Thị Vân', 'la thi van', '2026-01-01')`.execute(db);
  for (const id of ['staff', 'launched']) await sql`insert into campaign_recipient (campaign_id, user_id, wave) values (${id}, 'q', 1)`.execute(db);
  await sql`insert into campaign_approval (id, campaign_id, hash, submitted_by, approved_by, note, approved_at) values ('a', 'staff', 'h', 'p', 'q', '', '2026-02-02')`.execute(db);
  await sql`insert into org_unit (id, kind, level, valid_from) values ('u', 'COMMUNE_PC', 'COMMUNE', '2025-07-01')`.execute(db);
  await sql`insert into place (id, kind, name, unit_id, created_at) values ('b', 'LED', 'Bảng', 'u', '2026-01-01')`.execute(db);
  await sql`insert into broadcast_slot (id, campaign_id, place_id, medium, starts_at) values ('s', 'launched', 'b', 'LED', '2026-02-03T20:00:00.000Z')`.execute(db);
  return db;
}

it('takes back the frozen audience and the first approval of what waits, and of what is launched nothing; a second run changes nothing more', async () => {
  const db = await withPast();
  const found = async () => ({
    audience: await db.selectFrom('campaign_recipient').select('campaign_id').execute(),
    open: await db.selectFrom('campaign_approval').select('id').where('revoked_at', 'is', null).execute(),
    slots: await db.selectFrom('broadcast_slot').select(['id', 'quiet_reason', 'correction_id']).execute(),
    revisions: await db.selectFrom('campaign').select(['id', 'revision', 'submitted_by']).orderBy('id').execute(),
  });
  await migrate(db);
  const once = await found();
  expect(once).toMatchObject({ audience: [{ campaign_id: 'launched' }], open: [], slots: [{ id: 's', quiet_reason: null, correction_id: null }] });
  expect(once.revisions.find(({ id }) => id === 'launched')).toEqual({ id: 'launched', revision: 0, submitted_by: 'p' });
  expect(await migrate(db)).toEqual([]);
  expect(await found()).toEqual(once);
  await db.destroy();
});

it('holds by itself what no form may get past', async () => {
  const db = await withPast();
  await migrate(db);
  const long = 'x'.repeat(501);
  const correction = (medium: string, reason: string, campaign = 'launched') => sql`insert into broadcast_correction (id, campaign_id, medium, words, reason, created_by, created_at) values (${medium + reason.length}, ${campaign}, ${medium}, '{}', ${reason}, 'p', '2026-02-04')`;
  const refused = [
    ...['', 'ALL', 'survey'].map((by) => sql`update campaign set measured_by = ${by}`),
    sql`update campaign set measured_by = null`,
    ...['', long].map((reason) => sql`update broadcast_slot set quiet_reason = ${reason}`),
    sql`update broadcast_slot set correction_id = 'khong-co'`,
    ...[['SMS', 'x'], ['LED', ''], ['LED', long], ['LED', 'x', 'khong-co']].map(([medium = '', reason = '', campaign]) => correction(medium, reason, campaign)),
    ...['', long].map((reason) => sql`insert into campaign_evaluation (campaign_id, inputs, outtakes, outcomes, impact, lesson, decision, figures, decided_by, decided_at, early_reason) values ('launched', '', '', '', '', '', 'KEEP', '{}', 'p', '2026-03-01', ${reason})`),
  ];
  for (const statement of refused) await expect(statement.execute(db)).rejects.toThrow(/constraint/i);
  await correction('LED', 'x'.repeat(500)).execute(db);
  await sql`update broadcast_slot set correction_id = 'LED500', quiet_reason = ${'đ'.repeat(500)}`.execute(db);
  await db.destroy();
});
