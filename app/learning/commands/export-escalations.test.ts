import { afterEach, beforeEach, expect, it } from 'vitest';
import { ledWorld, type LedWorld } from '../../../tests/world/escalations.ts';
import { call, callForFile } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { csvRows, exportsOf, rowsOfSheet, xlsxRows } from '../../../tests/world/sheets.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import * as file from '../routes/escalations-file.ts';
import { exportEscalations } from './export-escalations.server.ts';

let w: LedWorld;
let trainer: Actor;
const all: Grant[] = [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }];
beforeEach(async () => {
  w = await ledWorld();
  trainer = await makePerson(w.db, { unitId: w.units.province, grants: all });
  await w.learner({ fullName: '=Trần Đạt', staffNo: '00071' });
  await w.learner({ fullName: 'Nguyễn An', unitId: w.units.tamDiep });
  await w.escalate();
});
afterEach(() => w[Symbol.asyncDispose]());

const asked = async (actor: Actor, query = '') => ({ db: w.db, clock: w.clock, path: `/admin/reminders/escalations/file${query}`, token: await makeSession(w.db, { ...actor, sessionId: newId() }, w.now()) });
const take = async (actor: Actor, query = '') => callForFile(file.loader, await asked(actor, query));

it('holds who was told of whom at which step, staff numbers with their zeros and days as days', async () => {
  const [heads, ...rows] = await xlsxRows(await take(trainer));
  expect(heads).toEqual(['Mã số cán bộ', 'Họ và tên', 'Đơn vị', 'Thuộc', 'Khoá học', 'Hạn hoàn thành', 'Bước nhắc', 'Ngày báo', 'Lãnh đạo', 'Hiện nay']);
  const told = rows.find(([, name]) => name === '=Trần Đạt');
  expect(told?.[0]).toBe('00071');
  expect(told?.slice(4, 8)).toEqual(['An toàn thông tin', new Date('2026-11-30'), 'Quá hạn 7 ngày', new Date('2026-12-07')]);
  expect(told?.[8]).toContain('Lê Thị Văn Phòng');
  // Her ward has no leader of its own; the province's is told.
  expect(rows.find(([, name]) => name === 'Nguyễn An')?.slice(8)).toEqual(['Đỗ Văn Tỉnh', 'Quá hạn']);
});

it('is narrowed as the page is, and ends at the reader’s units', async () => {
  const names = async (actor: Actor, query: string) => (await xlsxRows(await take(actor, query))).slice(1).map(([, name]) => name);
  expect(await names(trainer, `?unit=${w.units.tamDiep}`)).toEqual(['Nguyễn An']);
  expect(await names(trainer, '?day=2026-12-06')).toEqual([]);
  expect(await names(trainer, '?led=none')).toEqual([]);
  const own = await makePerson(w.db, { unitId: w.units.hoaLu, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.hoaLu }] });
  expect(await names(own, '')).toEqual(['=Trần Đạt']);
  expect((await call(file.loader, await asked(own, `?unit=${w.units.tamDiep}`))).status).toBe(404);
});

it('is recorded, calculates nothing in CSV, and is for whoever sees the page', async () => {
  expect((await csvRows(await take(trainer, `?format=csv&unit=${w.units.hoaLu}`)))[1]?.[1]).toBe("'=Trần Đạt");
  expect(await exportsOf(w.db)).toEqual([{ by: trainer.id, list: 'escalations', details: { rows: 1, format: 'csv', unitId: w.units.hoaLu } }]);
  expect((await call(file.loader, await asked(w.leaders.ward))).status).toBe(403);
  await expect(exportEscalations(w.ports, w.leaders.ward, {}, { locale: 'vi', format: 'csv' })).rejects.toMatchObject({ kind: 'forbidden' });
});

it('says who is in it at its beginning: whoever is told of meanwhile is not, in the order of the page', async () => {
  const sheet = await exportEscalations(w.ports, trainer, {}, { locale: 'en', format: 'xlsx' });
  await w.learner({ fullName: 'Đến sau' });
  await w.escalate();
  expect((await rowsOfSheet(sheet)).map((row) => row[1])).toEqual(['Nguyễn An', '=Trần Đạt']);
});
