import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call, callForFile, testPorts } from '../../../tests/world/calls.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import { csvRows, exportsOf, rowsOfSheet, xlsxRows } from '../../../tests/world/sheets.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import * as file from '../routes/units-file.ts';
import { exportLearners } from './export-learners.server.ts';

const clock = testClock();
let db: Db;
let units: Record<'province' | 'ward' | 'office' | 'elsewhere', string>;
let leader: Actor;
beforeAll(async () => {
  db = await freshDb();
  const province = await makeUnit(db, { name: 'UBND tỉnh' });
  const ward = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  units = { province, ward, office: await makeUnit(db, { name: 'Văn phòng', parentId: ward }), elsewhere: await makeUnit(db, { name: 'Tam Điệp', parentId: province }) };
  leader = await makePerson(db, { unitId: ward, fullName: 'Đinh Thị Hồng Ngọc', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: ward }] });
  const [course, other] = [await makeCourse(db, { slug: 'an-toan', title: '=An toàn' }), await makeCourse(db, { slug: 'khac' })];
  for (const [fullName, staffNo, unitId, dueOn] of [['Trần Văn Đạt', '0012', units.office, '2026-11-01'], ['Nguyễn Thị An', '0007', ward, '2026-12-31'], ['Phạm Thị Ánh', '0009', units.elsewhere, '2026-11-01']] as const) {
    const { id } = await makePerson(db, { fullName, staffNo, unitId });
    await enrolled(db, id, course, { dueOn });
    if (fullName.startsWith('Nguyễn')) await happened(db, id, course, '2026-11-20T18:00:00.000Z', facts.courseDone(course, 8.5));
  }
  await enrolled(db, leader.id, other);
});
const take = async (actor: Actor, query = '') => callForFile(file.loader, { db, clock, path: `/units/file${query}`, token: await makeSession(db, { ...actor, sessionId: newId() }, clock.now().toISOString()) });
const rows = async (actor: Actor, question = {}) => rowsOfSheet(await exportLearners(testPorts(db, clock), actor, question, { locale: 'vi', format: 'xlsx' }));

describe('people of a unit as a file', () => {
  it('holds those of the page with the same filter, days as days and scores as numbers', async () => {
    const [heads, ...people] = await xlsxRows(await take(leader, '?course=an-toan'));
    expect(heads).toEqual(['Mã số cán bộ', 'Họ và tên', 'Chức vụ, chức danh', 'Đơn vị', 'Khoá học', 'Tình trạng', 'Hạn', 'Ngày bắt đầu', 'Hoàn thành', 'Bài đã học', 'Điểm', 'Hoạt động gần nhất']);
    expect(people.map((row) => row.slice(0, 7))).toEqual([
      ['0007', 'Nguyễn Thị An', 'Công chức', 'UBND phường Hoa Lư', '=An toàn', 'Hoàn thành', new Date('2026-12-31')],
      ['0012', 'Trần Văn Đạt', 'Công chức', 'Văn phòng', '=An toàn', 'Quá hạn', new Date('2026-11-01')],
    ]);
    expect([Math.round(Number(people[0]?.[8]) / 1000), people[0]?.[10], people[1]?.[9]]).toEqual([Date.parse('2026-11-21T01:00:00Z') / 1000, 8.5, 0]);
    expect((await rows(leader, { state: 'late' })).map((row) => row[1])).toEqual(['Trần Văn Đạt']);
    expect(await rows(leader, { unit: units.office, course: 'khac' })).toEqual([]);
  });

  it('calculates nothing in CSV', async () => {
    expect((await csvRows(await take(leader, '?format=csv&course=an-toan')))[1]?.[4]).toBe("'=An toàn");
  });

  it('is the leader’s own subtree alone: other units are not found, whatever is asked', async () => {
    for (const unit of [units.elsewhere, units.province, newId()]) await expect(rows(leader, { unit })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(rows(leader, { course: 'khong-co' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it.each([[[]], [[{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }]], [[{ role: 'FOCAL_POINT', scope: 'ALL', unitId: null }]]] as [Grant[]][])('is refused to %j', async (grants) => {
    await expect(rows({ ...leader, grants })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('is recorded with unit, course, filter and count', async () => {
    const before = (await exportsOf(db)).length;
    await take(leader, `?unit=${units.ward}&course=an-toan&state=late&format=csv`);
    expect((await exportsOf(db)).slice(before)).toEqual([{ by: leader.id, list: 'learners', details: { rows: 1, format: 'csv', unitId: units.ward, slug: 'an-toan', state: 'late' } }]);
  });

  it('is closed to strangers, and an address that makes no sense is refused', async () => {
    expect((await call(file.loader, { db, clock, path: '/units/file' })).status).toBe(302);
    const token = await makeSession(db, { ...leader, sessionId: newId() }, clock.now().toISOString());
    expect((await call(file.loader, { db, clock, path: '/units/file?unit=1%20or%201', token })).status).toBe(422);
  });
});
