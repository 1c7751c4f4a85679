import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import type { Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { sheetBytes } from '../../platform/sheets/sheet-file.server.ts';
import type { CheckedList } from '../components/recognition-file-page.tsx';
import { findColumns } from '../rules/recognition-columns.ts';
import * as page from '../routes/recognition-file.tsx';
import { endExemption } from './grant-exemption.server.ts';
import { recogniseMany } from './recognise-many.server.ts';

let w: AssignmentWorld;
let course: { id: string; slug: string; title: string };
beforeEach(async () => {
  w = await assignmentWorld();
  await makePerson(w.db, { fullName: 'Nguyễn An', staffNo: '000123', unitId: w.units.office });
  await makePerson(w.db, { fullName: 'Trần Đạt', staffNo: '000124', unitId: w.units.office });
  await makePerson(w.db, { fullName: 'Xa Lạ', staffNo: '000900', unitId: w.units.other });
  course = await w.db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['c.id', 'c.slug', 'v.title']).where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).executeTakeFirstOrThrow();
});
afterEach(() => w[Symbol.asyncDispose]());

const heads = 'Mã số cán bộ;Khoá học;Số chứng nhận;Nơi cấp;Ngày cấp;Đến hết ngày;Căn cứ';
const csv = (...lines: string[]) => new File([`\uFEFF${lines.join('\r\n')}`], 'chung-nhan.csv', { type: 'text/csv' });
const right = (staffNo = '000123', number = 'CN-01') => `${staffNo};${course.title};${number};Trường Chính trị tỉnh;02/03/2026;31/12/2027;Quyết định số 5`;

const send = async (form: Record<string, string | File>, actor: Actor = w.wardAdmin) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.append(name, value);
  return call(page.action as never, { db: w.db, clock: w.clock, path: '/admin/exemptions/import', form: body, token: await makeSession(w.db, { ...actor, sessionId: newId() }, w.clock.now().toISOString()) });
};
const look = async (file: File, actor?: Actor) => ((await send({ file }, actor)).body as { list: CheckedList }).list;
const said = ({ check }: CheckedList) => check?.faults.map(({ row, say }) => [row, ...say.map(({ vi }) => vi)]);
const confirm = (list: CheckedList, actor?: Actor, columns = list.columns) => send({ table: JSON.stringify(list.table), sure: 'on', ...Object.fromEntries(Object.entries(columns).map(([field, at]) => [`column_${field}`, at === null ? '' : String(at)])) }, actor);
const held = () => w.db.selectFrom('exemption as x').innerJoin('user_account as u', 'u.id', 'x.user_id').select(['u.staff_no as staffNo', 'x.course_id as courseId', 'x.kind', 'x.number', 'x.issuer', 'x.issued_on as issuedOn', 'x.valid_from as from', 'x.valid_to as to', 'x.reason']).where('x.kind', '=', 'RECOGNISED').orderBy('u.staff_no').orderBy('x.number').execute();

describe('certificates from elsewhere out of a list', () => {
  it('are looked at without being written, then recognised from today to their last day, each with its row in the log', async () => {
    const list = await look(csv(heads, right(), right('124', 'CN-02')));
    expect(list.check).toMatchObject({ same: 0, faults: [], fresh: [{ number: 'CN-01', lastDay: '2027-12-31', issuedOn: '2026-03-02' }, { number: 'CN-02' }] });
    expect(await held()).toEqual([]);
    expect((await confirm(list)).location).toBe('/admin/exemptions?done=filed&count=2');
    expect(await held()).toEqual(['000123', '000124'].map((staffNo, at) => ({ staffNo, courseId: course.id, kind: 'RECOGNISED', number: `CN-0${at + 1}`, issuer: 'Trường Chính trị tỉnh', issuedOn: '2026-03-02', from: '2026-11-23', to: '2028-01-01', reason: 'Quyết định số 5' })));
    const log = await w.db.selectFrom('audit_event').select(['action', 'details']).where('action', 'like', 'exemption.%').execute();
    expect(log.map(({ action, details }) => [action, JSON.parse(details)])).toMatchObject([['exemption.recognise', { person: 'Nguyễn An', course: course.title, source: 'FILE' }], ['exemption.recognise', { person: 'Trần Đạt' }]]);
  });

  it('may come again: nothing is doubled, not by the same file nor by a double click', async () => {
    const list = await look(csv(heads, right()));
    expect((await Promise.all([confirm(list), confirm(list)])).map(({ location }) => location).toSorted()).toEqual(['/admin/exemptions?done=filed&count=0', '/admin/exemptions?done=filed&count=1']);
    const again = await look(csv(heads, right(), right('000124')));
    expect([again.check?.same, again.check?.fresh.map(({ person }) => person.fullName)]).toEqual([1, ['Trần Đạt']]);
    // What was ended may be recognised anew.
    const { id } = await w.db.selectFrom('exemption').select('id').where('number', '=', 'CN-01').executeTakeFirstOrThrow();
    await endExemption(w.ports, w.admin, id, { reason: 'Nhập nhầm' });
    expect((await look(csv(heads, right()))).check?.fresh).toHaveLength(1);
  });

  it('say row by row what is wrong, every fault of a row at once, and the right ones go on without them', async () => {
    const list = await look(csv('Danh sách của phòng;;;;;;', heads, right(), ';;;;;;', `000999;${course.slug};;;31/02/2026;31/12/2020;x`, `000900;Khoá lạ;CN-9;Nơi cấp;24/11/2026;31/12/2040;`, right(), `;${course.slug};${'1'.repeat(101)};${'n'.repeat(201)};;;`));
    expect(said(list)).toEqual([
      [5, 'Không có người mang mã số 000999 trong các đơn vị Anh/Chị phụ trách.', 'Số chứng nhận cần từ 1 đến 100 ký tự.', 'Nơi cấp cần từ 1 đến 200 ký tự.', 'Căn cứ cần từ 3 đến 500 ký tự.', 'Ngày cấp “31/02/2026” không phải ngày có thật, dạng 30/11/2026.', 'Chứng nhận hết hiệu lực ngày 31/12/2020.'],
      [6, 'Không có người mang mã số 000900 trong các đơn vị Anh/Chị phụ trách.', 'Không có khoá học “Khoá lạ”.', 'Ngày cấp 24/11/2026 chưa tới.', expect.stringContaining('Công nhận tối đa 5 năm')],
      [7, 'Trùng với dòng 3: cùng người, khoá học và số chứng nhận.'],
      [8, 'Thiếu mã số cán bộ.', 'Số chứng nhận cần từ 1 đến 100 ký tự.', 'Nơi cấp cần từ 1 đến 200 ký tự.', 'Thiếu ngày cấp.', 'Thiếu ngày hết hiệu lực.'],
    ]);
    expect((await confirm(list)).location).toContain('count=1');
    // Whoever covers the province finds the person of the other unit.
    expect(said(await look(csv(heads, right('000900')), w.admin))).toEqual([]);
  });

  it('come out of a workbook with days and numbers as cells, and with headings of another kind by choice', async () => {
    const text = (head: string) => ({ head, kind: 'text' as const });
    const bytes = await sheetBytes({ name: 'Danh sách', columns: [{ head: 'Ai', kind: 'number' }, text('Học gì'), text('Số chứng chỉ'), text('Nơi cấp'), { head: 'Hôm', kind: 'day' }, { head: 'Hạn', kind: 'day' }], batches: [[[123, course.slug.toUpperCase(), '0007', '=Trường', '2026-03-02', '2027-12-31']]], timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi' }, 'xlsx', w.clock.now());
    const list = await look(new File([new Uint8Array(bytes)], 'a.xlsx'));
    expect([list.missing, list.check]).toEqual([['staffNo', 'course', 'issuedOn', 'lastDay'], null]);
    // Without its columns nothing is saved, whatever the form says.
    expect(((await confirm(list)).body as { list: CheckedList }).list.missing).toEqual(list.missing);
    expect((await confirm(list, undefined, { ...list.columns, staffNo: 0, course: 1, issuedOn: 4, lastDay: 5 })).location).toContain('count=1');
    expect(await held()).toMatchObject([{ staffNo: '000123', number: '0007', issuer: '=Trường', issuedOn: '2026-03-02', reason: 'Công nhận theo danh sách nhập ngày 23/11/2026' }]);
  });

  it('are refused in words when there is no list, too much of it, or none of ours', async () => {
    const fault = async (form: Record<string, string | File>) => ((await send(form)).body as { faults?: Record<string, { vi: string }> }).faults?.['file']?.vi;
    expect(await fault({})).toBe('Vui lòng chọn một tệp.');
    expect(await fault({ file: csv(heads) })).toBe('Tệp không có dòng nào dưới dòng tên cột.');
    expect(await fault({ file: csv(heads, ...Array.from({ length: 2_001 }, () => right())) })).toContain('Tệp có 2001 dòng');
    for (const table of ['', '{', 'null', '{"headRow":-1,"rows":[]}', '{"headRow":0,"rows":[[1]]}', '[[[]]]']) expect(await fault({ table, sure: 'on' })).toBe('Nội dung kiểm tra không còn đọc được. Vui lòng chọn lại tệp.');
    for (const name of ['a.png', 'a.xlsx']) expect(await fault({ file: new File(['%PDF-1.7'], name) })).toBeTruthy();
    expect(await held()).toEqual([]);
  });

  it('keep hostile words as words, on a page that reads well in both states', async () => {
    const list = await look(csv(heads, `000123;<script>alert(1)</script>;"""><img>";Nơi \u202E cấp;02/03/2026;31/12/2027;`, right('000124')));
    const html = renderRoute(page as never, { data: null, path: '/admin/exemptions/import', sent: { ok: true, list } });
    expect(pageFaults(html)).toEqual([]);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('"><img>');
    expect(wordsOf(html)).toContain('1 chứng nhận sẽ được công nhận từ hôm nay; 0 đã được công nhận trước đó; 1 dòng có lỗi.');
    expect(pageFaults(renderRoute(page as never, { data: null, path: '/admin/exemptions/import' }))).toEqual([]);
  });

  it('are the work of whoever assigns training', async () => {
    const list = await look(csv(heads, right()));
    const stranger = await makePerson(w.db, { unitId: w.units.office });
    expect((await send({ file: csv(heads, right()) }, stranger)).status).toBe(403);
    await expect(recogniseMany(w.ports, stranger, list.table, list.columns)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(recogniseMany(w.ports, w.admin, list.table, { ...list.columns, number: null })).rejects.toMatchObject({ kind: 'invalid' });
  });
});

it('headings are found below the name of an office, with or without marks, and two are needed', () => {
  expect(findColumns([['UBND phường'], ['STT', 'MÃ SỐ CÁN BỘ', 'Khoá học', 'Số chứng chỉ', 'Nơi cấp', 'Ngày cấp', 'Có giá trị đến']])).toEqual({ headRow: 1, columns: { staffNo: 1, course: 2, number: 3, issuer: 4, issuedOn: 5, lastDay: 6, reason: null } });
  expect(findColumns([['Số', 'gì đó'], ['1', '2']]).columns.number).toBeNull();
  expect(findColumns([]).headRow).toBe(0);
});
