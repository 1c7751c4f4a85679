import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { databaseBefore } from '../../tests/support/db.ts';
import type { Db } from '../client.ts';
import { migrate } from './index.ts';

const step = '0061-pace-and-posts';

/** A launched campaign with a board and a correction, as it was before the step, and another one that has one of its approvals. */
async function before(): Promise<Db> {
  const db = await databaseBefore(step);
  for (const [id, name] of [['p', 'Kiều Văn Phấn'], ['q', 'Lã Thị Vân']]) await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values (${id}, 'OPERATOR', ${name}, ${id}, '2026-01-01')`.execute(db);
  await sql`insert into communication_plan (id, year, goal, legal_basis, created_at) values ('y', 2026, '', '', '2026-01-01')`.execute(db);
  for (const id of ['out', 'waits']) {
    await sql`insert into campaign (id, plan_id, code, name, model, content_source, goal, measure, target_percent, measured_after_days, topic, is_duty, urgency, is_drill, audience, created_by, created_at, changed_at, submitted_at, submitted_by, submitted_hash)
      values (${id}, 'y', ${id}, '', 27, '', '', '', 80, 14, 'SECURITY', 0, 'NORMAL', 0, '{}', 'p', '2026-01-01', '2026-01-01', '2026-02-01', 'p', 'h')`.execute(db);
    await sql`insert into campaign_medium (campaign_id, medium, when_closed, content) values (${id}, 'LED', 'DROP', '{"pages":["A"],"seconds":6}')`.execute(db);
    await sql`insert into campaign_approval (id, campaign_id, hash, submitted_by, approved_by, note, approved_at) values (${id}, ${id}, 'h', 'p', 'q', '', '2026-02-02')`.execute(db);
  }
  await sql`insert into org_unit (id, kind, level, valid_from) values ('u', 'COMMUNE_PC', 'COMMUNE', '2025-07-01')`.execute(db);
  await sql`insert into place (id, kind, name, unit_id, width, height, created_at, closed_at) values ('b', 'LED', 'Bảng', 'u', 192, 64, '2026-01-01', '2026-03-01')`.execute(db);
  await sql`insert into broadcast_correction (id, campaign_id, medium, words, reason, created_by, created_at) values ('c', 'out', 'LED', '{}', 'Sai giờ', 'p', '2026-02-03')`.execute(db);
  await sql`insert into broadcast_slot (id, campaign_id, place_id, medium, starts_at, planned_by, played_at, confirmed_by, confirmed_at, note, photo_sha256, photo_type, correction_id, quiet_reason)
    values ('s', 'out', 'b', 'LED', '2026-02-03T20:00:00.000Z', 'p', '2026-02-03T20:01:00.000Z', 'q', '2026-02-03T20:02:00.000Z', 'Đủ', 'abc', 'image/png', 'c', 'Giờ phát của đài')`.execute(db);
  return db;
}

const everything = async (db: Db) => ({
  media: await sql`select campaign_id, medium, when_closed, content from campaign_medium order by campaign_id`.execute(db).then(({ rows }) => rows),
  places: await sql`select id, kind, name, unit_id, width, height, created_at, closed_at from place`.execute(db).then(({ rows }) => rows),
  corrections: await sql`select id, campaign_id, medium, words, reason, created_by, created_at from broadcast_correction`.execute(db).then(({ rows }) => rows),
  slots: await sql`select id, campaign_id, place_id, medium, starts_at, planned_by, played_at, confirmed_by, confirmed_at, note, photo_sha256, photo_type, missed_reason, correction_id, quiet_reason from broadcast_slot`.execute(db).then(({ rows }) => rows),
  approvals: await sql`select id, revoked_at from campaign_approval order by id`.execute(db).then(({ rows }) => rows),
});

it('keeps every row as it was, proofs and approvals included, and every reference whole', async () => {
  const db = await before();
  const was = await everything(db);
  expect(was.slots).toHaveLength(1);
  expect(await migrate(db)).toContain(step);
  expect(await everything(db)).toEqual(was);
  const { rows } = await sql`pragma foreign_key_check`.execute(db);
  expect(rows).toEqual([]);
  await db.destroy();
});

it('an approval falls with every change of a medium, as before', async () => {
  const db = await before();
  await migrate(db);
  await sql`update campaign_medium set content = '{"pages":["B"],"seconds":6}' where campaign_id = 'waits'`.execute(db);
  expect(await db.selectFrom('campaign_approval').select('id').where('revoked_at', 'is', null).execute()).toEqual([{ id: 'out' }]);
  await sql`delete from campaign_medium where campaign_id = 'out'`.execute(db);
  expect(await db.selectFrom('campaign_approval').select('id').where('revoked_at', 'is', null).execute()).toEqual([]);
  await db.destroy();
});

it('takes posts at platforms, whose proof is the address at which they are read, and nothing without one', async () => {
  const db = await before();
  await migrate(db);
  await sql`insert into place (id, kind, name, unit_id, created_at) values ('t', 'PLATFORM', 'Trang', 'u', '2026-01-01')`.execute(db);
  const post = (id: string, medium: string, played: string | null, url: string | null) =>
    sql`insert into broadcast_slot (id, campaign_id, place_id, medium, starts_at, played_at, confirmed_by, confirmed_at, post_url) values (${id}, 'out', 't', ${medium}, ${id}, ${played}, ${played && 'q'}, ${played}, ${url})`.execute(db);
  await post('planned', 'POST', null, null);
  await post('read', 'POST', '2026-02-04', 'https://vi-du.vn/tin/1');
  await expect(post('nowhere', 'POST', '2026-02-04', null)).rejects.toThrow('CHECK');
  await expect(post('early', 'POST', null, 'https://vi-du.vn/tin/1')).rejects.toThrow('CHECK');
  await expect(post('board', 'LED', '2026-02-04', 'https://vi-du.vn/tin/1')).rejects.toThrow('CHECK');
  await db.destroy();
});
