import { afterEach, beforeEach, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { call, callForFile } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { csvRows, exportsOf, xlsxRows } from '../../../tests/world/sheets.ts';
import type { Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import * as file from '../routes/exemptions-file.ts';
import { grantExemption } from './grant-exemption.server.ts';

let w: AssignmentWorld;
beforeEach(async () => {
  w = await assignmentWorld();
  for (const [fullName, unitId, validFrom] of [['=Trần Đạt', w.units.office, '2026-11-23'], ['Nguyễn An', w.units.other, '2026-12-24']] as const) {
    const { id } = await makePerson(w.db, { fullName, unitId });
    await grantExemption(w.ports, w.admin, { id: newId(), userId: id, courseId: null, kind: 'LONG_LEAVE', reason: 'Nghỉ theo quyết định số 5', validFrom, lastDay: '2026-12-31' });
  }
});
afterEach(() => w[Symbol.asyncDispose]());

const asked = async (actor: Actor, query: string) => ({ db: w.db, clock: w.clock, path: `/admin/exemptions/file${query}`, token: await makeSession(w.db, { ...actor, sessionId: newId() }, w.clock.now().toISOString()) });
const take = async (actor: Actor, query = '') => callForFile(file.loader, await asked(actor, query));

it('holds the exemptions of the page for this reader, days as days, and no grounds', async () => {
  const [heads, ...rows] = await xlsxRows(await take(w.admin));
  expect(heads).toEqual(['Họ và tên', 'Đơn vị', 'Khoá học', 'Lý do', 'Từ ngày', 'Đến hết ngày', 'Tình trạng', 'Số chứng nhận', 'Nơi cấp']);
  expect(rows.toSorted()).toEqual([
    ['=Trần Đạt', 'Văn phòng HĐND và UBND phường Hoa Lư', 'Mọi khoá học', 'Nghỉ dài ngày', new Date('2026-11-23'), new Date('2026-12-31'), 'Đang có hiệu lực', null, null],
    ['Nguyễn An', 'UBND xã Gia Viễn', 'Mọi khoá học', 'Nghỉ dài ngày', new Date('2026-12-24'), new Date('2026-12-31'), 'Chưa đến ngày', null, null],
  ]);
  expect((await xlsxRows(await take(w.wardAdmin))).slice(1).map((row) => row[0])).toEqual(['=Trần Đạt']);
  expect((await xlsxRows(await take(w.admin, '?state=COMING'))).slice(1).map((row) => row[0])).toEqual(['Nguyễn An']);
});

it('is recorded, calculates nothing in CSV, and is for whoever sees the page', async () => {
  expect((await csvRows(await take(w.admin, '?format=csv&q=tran')))[1]?.[0]).toBe("'=Trần Đạt");
  expect(await exportsOf(w.db)).toEqual([{ by: w.admin.id, list: 'exemptions', details: { rows: 1, format: 'csv' } }]);
  const stranger = await makePerson(w.db, { unitId: w.units.ward });
  expect((await call(file.loader, await asked(stranger, ''))).status).toBe(403);
});
