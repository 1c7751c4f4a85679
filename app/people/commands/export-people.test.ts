import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { callForFile, call, testPorts } from '../../../tests/world/calls.ts';
import { makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import { csvRows, exportsOf, rowsOfSheet, xlsxRows } from '../../../tests/world/sheets.ts';
import type { Actor, Grant } from '../actor.ts';
import * as file from '../routes/admin-people-file.ts';
import { exportPeople } from './export-people.server.ts';

const clock = testClock();
let db: Db;
let ward: string;
let office: string;
let admin: Actor;
let trainer: Actor;
beforeAll(async () => {
  db = await freshDb();
  const province = await makeUnit(db, { name: 'UBND tỉnh' });
  ward = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  office = await makeUnit(db, { name: '=Văn phòng', parentId: ward });
  admin = await makePerson(db, { unitId: province, fullName: 'Phạm Quốc Khánh', grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  trainer = await makePerson(db, { unitId: ward, fullName: 'Vũ Minh Tuệ', grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: ward }] });
  for (const [fullName, staffNo, unitId] of [['Trần Văn Đạt', '000123', office], ['Nguyễn Thị An', '0007', ward], ['Phạm Thị Ánh', '=1+1', office], ['Lê Văn Dũng', '-5', province]] as const) await makePerson(db, { fullName, staffNo, unitId });
});
const names = async (actor: Actor, filter = {}) => (await rowsOfSheet(await exportPeople(testPorts(db, clock), actor, filter, { locale: 'vi', format: 'xlsx' }))).map((row) => row[1]);
const take = async (actor: Actor, query = '') => callForFile(file.loader, { db, clock, path: `/admin/people/file${query}`, token: await makeSession(db, { ...actor, sessionId: crypto.randomUUID() }, clock.now().toISOString()) });

describe('the list of people as a file', () => {
  it('holds everybody of the scope in the order of the list, with what an office needs', async () => {
    expect(await names(admin)).toEqual(['Nguyễn Thị An', 'Phạm Thị Ánh', 'Lê Văn Dũng', 'Trần Văn Đạt', 'Phạm Quốc Khánh', 'Vũ Minh Tuệ']);
    expect(await names(trainer)).toEqual(['Nguyễn Thị An', 'Phạm Thị Ánh', 'Trần Văn Đạt', 'Vũ Minh Tuệ']);
    const [heads, first] = await xlsxRows(await take(trainer));
    expect(heads).toEqual(['Mã số cán bộ', 'Họ và tên', 'Chức vụ, chức danh', 'Đơn vị', 'Đơn vị cấp trên', 'Đối tượng', 'Thư điện tử', 'Ngày nhận công tác', 'Ngày thôi việc', 'Trạng thái']);
    expect(first).toEqual(['0007', 'Nguyễn Thị An', 'Công chức', 'UBND phường Hoa Lư', 'UBND tỉnh', 'Công chức', expect.stringContaining('@vi-du.invalid'), new Date('2025-07-01'), null, 'Chưa kích hoạt']);
  });

  it('is narrowed as the list is', async () => {
    expect(await names(admin, { unit: office })).toEqual(['Phạm Thị Ánh', 'Trần Văn Đạt']);
    expect(await names(admin, { q: 'anh' })).toEqual(['Phạm Thị Ánh', 'Phạm Quốc Khánh']);
    expect(await names(admin, { role: 'TRAINING_ADMIN' })).toEqual(['Vũ Minh Tuệ']);
    expect(await names(admin, { q: "'; drop table user_account; --" })).toEqual([]);
  });

  it('says nothing of units outside the scope, whatever is asked', async () => {
    const { units } = { units: await db.selectFrom('org_unit').select('id').execute() };
    for (const { id } of units) expect(await names(trainer, { unit: id })).not.toContain('Lê Văn Dũng');
  });

  it('keeps zeros as text in a workbook and calculates nothing in CSV', async () => {
    const rows = await xlsxRows(await take(admin));
    expect(rows.slice(1).map((row) => row[0])).toEqual(expect.arrayContaining(['000123', '=1+1', '-5']));
    const csv = await csvRows(await take(admin, '?format=csv'));
    expect(csv.slice(1).map((row) => row[0])).toEqual(expect.arrayContaining(['000123', "'=1+1", "'-5"]));
    expect(csv.some((row) => row[3] === "'=Văn phòng")).toBe(true);
  });

  it('is recorded with who took it, how many rows and which filter, before a row leaves', async () => {
    const before = (await exportsOf(db)).length;
    await exportPeople(testPorts(db, clock), trainer, { unit: office, state: 'WAITING' }, { locale: 'vi', format: 'csv' });
    const written = (await exportsOf(db)).slice(before);
    expect(written).toEqual([{ by: trainer.id, list: 'people', details: { rows: 2, format: 'csv', unitId: office, state: 'WAITING' } }]);
  });

  it.each([[[]], [[{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: null }]], [[{ role: 'AUDITOR', scope: 'ALL', unitId: null }]], [[{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }]]] as [Grant[]][])('is refused to %j, and nothing is recorded', async (grants) => {
    const before = (await exportsOf(db)).length;
    const actor = { ...admin, grants };
    await expect(exportPeople(testPorts(db, clock), actor, {}, { locale: 'vi', format: 'xlsx' })).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await exportsOf(db)).length).toBe(before);
  });

  it('is closed to who is not signed in', async () => {
    expect((await call(file.loader, { db, clock, path: '/admin/people/file' })).status).toBe(302);
  });

  it('reads an unknown kind of file as a workbook, and an unknown unit as nobody', async () => {
    const answer = await take(admin, '?format=exe&unit=%27%20or%201%3D1');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="can-bo-2026-11-23.xlsx"');
    expect(await xlsxRows(answer)).toHaveLength(1);
  });
});
