import { afterEach, beforeEach, expect, it } from 'vitest';
import { call, callForFile } from '../../../tests/world/calls.ts';
import { classWorld, type ClassWorld } from '../../../tests/world/classes.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { csvRows, exportsOf, xlsxRows } from '../../../tests/world/sheets.ts';
import type { Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import * as deskFile from '../routes/class-desk-file.ts';
import * as peopleFile from '../routes/class-people-file.ts';
import { exportAttendance, exportClasses } from './export-classes.server.ts';
import { markAttendance } from './mark-attendance.server.ts';

let w: ClassWorld;
let id: string;
let people: Actor[];
beforeEach(async () => {
  w = await classWorld();
  id = await w.open({ capacity: 2 });
  people = [];
  for (const [fullName, staffNo] of [['Nguyễn An', '0012'], ['=Trần Đạt', '00071'], ['Vũ Chờ', '0099']] as const) people.push(await w.join(id, await makePerson(w.db, { unitId: w.units.office, fullName, staffNo })));
});
afterEach(() => w[Symbol.asyncDispose]());

const asked = async (actor: Actor, path: string) => ({ db: w.db, clock: w.clock, path, params: { class: id }, token: await makeSession(w.db, { ...actor, sessionId: newId() }, w.clock.now().toISOString()) });
const take = async (route: { loader: never }, actor: Actor, path: string) => callForFile(route.loader, await asked(actor, path));
const takePeople = (actor: Actor, query = '') => take(peopleFile as never, actor, `/admin/classes/${id}/people/file${query}`);

it('holds everybody in a class with each session in a column, as the pages say it', async () => {
  const [first] = await w.sessions(id);
  w.at('2026-12-02T08:10');
  const marked = await markAttendance(w.ports, w.trainer, { class: id, session: first?.id ?? '' }, { present: [people[0]?.id ?? ''], absent: [people[1]?.id ?? ''], reason: '', source: 'LIST' });
  expect(marked).toEqual({ ok: true });
  const [heads, ...rows] = await xlsxRows(await takePeople(w.trainer));
  expect(heads).toEqual(['Mã số cán bộ', 'Họ và tên', 'Đơn vị', 'Tình trạng', 'Buổi 02/12/2026 08:00', 'Buổi 03/12/2026 08:00', 'Số tiết đã dự', 'Được tính']);
  const office = 'Văn phòng phường Hoa Lư';
  expect(rows).toEqual([
    ['0012', 'Nguyễn An', office, 'Có chỗ', 'Có mặt (danh sách)', 'Chưa ghi', 2, 'Chưa'],
    ['00071', '=Trần Đạt', office, 'Có chỗ', 'Vắng (danh sách)', 'Chưa ghi', 0, 'Chưa'],
    ['0099', 'Vũ Chờ', office, 'Chờ, số 1', 'Chưa ghi', 'Chưa ghi', 0, 'Chưa'],
  ]);
});

it('lists the classes of the desk with numbers as numbers', async () => {
  await w.draft({ title: '+Lớp nháp' });
  const [heads, ...rows] = await xlsxRows(await take(deskFile as never, w.trainer, '/admin/classes/file'));
  expect(heads).toEqual(['Lớp', 'Thuộc khoá học', 'Đơn vị tổ chức', 'Giảng viên', 'Buổi đầu', 'Buổi cuối kết thúc', 'Các buổi học', 'Số tiết', 'Số chỗ', 'Có chỗ', 'Chờ', 'Tình trạng']);
  expect(rows.find(([title]) => title === 'Tập huấn an toàn thông tin')?.slice(3)).toEqual(['Giảng viên mẫu', new Date('2026-12-02T08:00:00Z'), new Date('2026-12-03T11:00:00Z'), 2, 5, 2, 2, 1, 'Đã đủ chỗ']);
  expect((await csvRows(await take(deskFile as never, w.trainer, '/admin/classes/file?format=csv'))).map(([title]) => title)).toContain("'+Lớp nháp");
  expect((await xlsxRows(await take(deskFile as never, w.trainer, '/admin/classes/file?tab=past'))).slice(1)).toEqual([]);
});

it('is recorded with what it held, and is for whoever looks after the class', async () => {
  await takePeople(w.trainer, '?format=csv');
  await take(deskFile as never, w.trainer, '/admin/classes/file?tab=past');
  expect(await exportsOf(w.db)).toEqual([
    { by: w.trainer.id, list: 'attendance', details: { rows: 3, format: 'csv', classId: id } },
    { by: w.trainer.id, list: 'classes', details: { rows: 0, format: 'xlsx', tab: 'past' } },
  ]);
  const foreign = await w.person(w.units.other, [w.under('TRAINING_ADMIN', w.units.other)]);
  expect((await call(peopleFile.loader, await asked(foreign, '/'))).status).toBe(404);
  expect((await xlsxRows(await take(deskFile as never, foreign, '/admin/classes/file'))).slice(1)).toEqual([]);
  const learner = people[0] as Actor;
  for (const route of [peopleFile, deskFile]) expect((await call(route.loader, await asked(learner, '/'))).status).toBe(403);
  const wish = { locale: 'vi', format: 'xlsx' } as const;
  await expect(exportAttendance(w.ports, learner, id, wish)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(exportClasses(w.ports, learner, { tab: 'ahead' }, wish)).rejects.toMatchObject({ kind: 'forbidden' });
});
