import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { packWorld, secret, type PackWorld } from '../../../tests/world/packs.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { remindSelected } from '../../learning/index.server.ts';
import { newId } from '../../platform/ids.ts';
import { checkPack } from '../pack-check.server.ts';
import { packKey } from '../pack-key.server.ts';
import { makePack } from './make-pack.server.ts';

type Row = Record<string, string>;

/** The tables of a finished pack, each as rows by the words of their heads. */
function tablesOf(w: PackWorld, pack: { file_name: string | null }) {
  const files = unzipSync(readFileSync(w.pathOf(pack)));
  const table = (name: string): Row[] => parse(Buffer.from(files[name] ?? []), { bom: true, columns: true, delimiter: ';' });
  return { files, learning: table('hoc-tap.csv'), units: table('don-vi.csv'), certificates: table('chung-nhan.csv'), reminders: table('nhac-viec.csv'), deeds: table('nhat-ky.csv') };
}
const brief = (row: Row) => [row['Mã số cán bộ'], row['Tình trạng cuối kỳ'], row['Ngày hoàn thành'], row['Điểm bài thi cuối khoá'], row['Tình trạng chứng nhận']];

describe('a pack', () => {
  it('says of everybody of the unit where she stood at the end of the period', async () => {
    await using w = await packWorld();
    await w.learner({ staffNo: '0001', startedAt: '2026-03-01T01:00:00.000Z', finishedAt: '2026-05-04T18:30:00.000Z', score: 9 });
    await w.learner({ staffNo: '0002', startedAt: '2026-03-01T01:00:00.000Z' });
    await w.learner({ staffNo: '0003', dueOn: '2026-12-31', startedAt: '2026-03-01T01:00:00.000Z' });
    await w.learner({ staffNo: '0004', dueOn: null });
    await w.learner({ staffNo: '9999', unitId: w.units.tamDiep });
    const pack = await w.pack();
    const { learning } = tablesOf(w, pack);
    expect(learning.map(brief).toSorted()).toEqual([
      ['0001', 'Hoàn thành', '05/05/2026', '9', 'Còn giá trị'],
      ['0002', 'Quá hạn', '', '', ''],
      ['0003', 'Đang học', '', '', ''],
      ['0004', 'Chưa bắt đầu', '', '', ''],
      ['CB-LEADER', '', '', '', ''],
    ]);
    const [done = {}] = learning.filter((row) => row['Mã số cán bộ'] === '0001');
    expect(done).toMatchObject({ 'Đơn vị': 'Văn phòng phường Hoa Lư, UBND phường Hoa Lư', 'Khoá học': 'An toàn thông tin', 'Lần học': '1', 'Bắt buộc': 'Có', 'Ngày giao': '02/02/2026', 'Hạn hoàn thành': '30/06/2026', 'Ngày bắt đầu': '01/03/2026' });
    expect(done['Số hiệu chứng nhận']).toMatch(/^NB-2026-\d{6}$/);
    expect(learning.find((row) => row['Mã số cán bộ'] === 'CB-LEADER')?.['Khoá học']).toBe('(không được giao khoá học nào)');
    expect(pack).toMatchObject({ total_people: 5, done_people: 5, keep_until: '2026-12-23', role: 'UNIT_LEADER', failure: null });
  });

  it('is verified with the server off, by nothing but the file and the key', async () => {
    await using w = await packWorld();
    await w.learner({ finishedAt: '2026-05-04T01:00:00.000Z' });
    const pack = await w.pack();
    const path = w.pathOf(pack);
    await w.db.destroy();
    const checked = await checkPack(path, packKey(secret).publicKey);
    expect(checked).toMatchObject({ ok: true, manifest: { province: 'UBND tỉnh Ninh Bình', unit: { name: 'UBND phường Hoa Lư' }, period: { from: '2026-01-01', to: '2026-11-22' }, people: 2, madeBy: { account: w.leader.id, role: 'UNIT_LEADER' } } });
    if (checked.ok) expect(Object.fromEntries(checked.manifest.files.map(({ name, rows }) => [name, rows]))).toEqual({ 'tom-tat.pdf': null, 'hoc-tap.csv': 2, 'don-vi.csv': 2, 'chung-nhan.csv': 1, 'nhac-viec.csv': 0, 'nhat-ky.csv': expect.any(Number) });
  });

  it('tells of a past period what was true then, whatever happened since', async () => {
    await using w = await packWorld();
    const later = await w.learner({ staffNo: '0001', startedAt: '2026-03-01T01:00:00.000Z', finishedAt: '2026-07-15T01:00:00.000Z' });
    await w.learner({ staffNo: '0002', enrolledAt: '2026-08-01T01:00:00.000Z' });
    const moved = await w.learner({ staffNo: '0003' });
    await w.db.updateTable('membership').set({ valid_to: '2026-09-01' }).where('user_id', '=', moved.id).execute();
    await w.db.insertInto('membership').values({ id: newId(), user_id: moved.id, unit_id: w.units.tamDiep, position_title: 'Công chức', is_primary: 1, valid_from: '2026-09-01', valid_to: null }).execute();
    await w.revoke(later.certificateId ?? '', await w.actor('SYSTEM_ADMIN'));
    const of = async (to: string) => tablesOf(w, await w.pack(w.leader, { to })).learning.map(brief).filter(([who]) => who !== 'CB-LEADER').toSorted();
    expect(await of('2026-06-30')).toEqual([['0001', 'Đang học', '', '', ''], ['0002', '', '', '', ''], ['0003', 'Chưa bắt đầu', '', '', '']]);
    expect(await of('2026-07-31')).toEqual([['0001', 'Hoàn thành', '15/07/2026', '8,5', 'Còn giá trị'], ['0002', '', '', '', ''], ['0003', 'Quá hạn', '', '', '']]);
    expect(await of('2026-11-23')).toEqual([['0001', 'Hoàn thành', '15/07/2026', '8,5', 'Còn giá trị'], ['0002', 'Quá hạn', '', '', '']]);
    w.clock.pass({ minutes: 1 });
    expect((await of('2026-11-23'))[0]).toEqual(['0001', 'Hoàn thành', '15/07/2026', '8,5', 'Đã thu hồi']);
  });

  it('keeps rounds apart, and drops what was cancelled before the period', async () => {
    await using w = await packWorld();
    const twice = await w.learner({ staffNo: '0001', enrolledAt: '2025-08-01T01:00:00.000Z', dueOn: '2025-12-31', startedAt: '2025-08-02T01:00:00.000Z', finishedAt: '2025-09-01T01:00:00.000Z' });
    await w.db.updateTable('enrollment').set({ cancelled_at: '2026-08-01T01:00:00.000Z' }).where('id', '=', twice.enrollmentId).execute();
    await w.db.insertInto('enrollment').values({ id: newId(), user_id: twice.id, course_id: w.course.courseId, source: 'PLAN', is_mandatory: 1, reason: '', due_on: '2026-09-30', enrolled_by: null, enrolled_at: '2026-08-01T01:00:00.000Z', cancelled_at: null, round: 2, renews_id: twice.enrollmentId }).execute();
    await w.db.insertInto('progress_event').values({ id: newId(), user_id: twice.id, course_id: w.course.courseId, verb: 'course.renewed', object_type: 'course', object_id: w.course.courseId, result: '{"round":2,"dueOn":"2026-09-30"}', occurred_at: '2026-08-01T01:00:00.000Z', recorded_at: '2026-08-01T01:00:00.000Z', idempotency_key: newId(), source: 'job' }).execute();
    const dropped = await w.learner({ staffNo: '0002' });
    await w.db.updateTable('enrollment').set({ cancelled_at: '2026-06-01T01:00:00.000Z' }).where('id', '=', dropped.enrollmentId).execute();
    const of = async (from: string) => tablesOf(w, await w.pack(w.leader, { from })).learning.filter((row) => row['Mã số cán bộ'] !== 'CB-LEADER').map((row) => [row['Mã số cán bộ'], row['Lần học'], row['Tình trạng cuối kỳ']]).toSorted();
    expect(await of('2026-01-01')).toEqual([['0001', '1', 'Hoàn thành'], ['0001', '2', 'Quá hạn'], ['0002', '1', 'Đã huỷ']]);
    expect(await of('2026-09-01')).toEqual([['0001', '2', 'Quá hạn'], ['0002', '', '']]);
  });

  it('lists certificates and reminders of the period, sums by unit, and counts deeds', async () => {
    await using w = await packWorld();
    const first = await w.learner({ staffNo: '0001', finishedAt: '2026-02-10T01:00:00.000Z' });
    await w.learner({ staffNo: '0002', finishedAt: '2026-10-10T01:00:00.000Z' });
    const late = await w.learner({ staffNo: '0003', unitId: w.units.hoaLu });
    await w.learner({ staffNo: '9999', unitId: w.units.tamDiep, finishedAt: '2026-10-10T01:00:00.000Z' });
    const slug = (await w.db.selectFrom('course').select('slug').executeTakeFirstOrThrow()).slug;
    expect(await remindSelected(w.ports, w.leader, { course: slug, who: [late.id] })).toMatchObject({ ok: true });
    await w.revoke(first.certificateId ?? '', await w.actor('SYSTEM_ADMIN'));
    w.clock.pass({ minutes: 1 });
    const { certificates, reminders, units, deeds } = tablesOf(w, await w.pack(w.leader, { from: '2026-06-01', to: '2026-11-23' }));
    expect(certificates.map((row) => [row['Mã số cán bộ'], row['Ngày cấp'], row['Ngày thu hồi'], row['Lý do thu hồi'], row['Tình trạng cuối kỳ']]).toSorted()).toEqual([
      ['0001', '10/02/2026', '23/11/2026', 'Vi phạm quy định học tập, kiểm tra', 'Đã thu hồi'],
      ['0002', '10/10/2026', '', '', 'Còn giá trị'],
    ]);
    expect(reminders).toEqual([{ 'Ngày nhắc': '23/11/2026', 'Mã số cán bộ': '0003', 'Đơn vị': 'UBND phường Hoa Lư', 'Khoá học': 'An toàn thông tin', 'Bước nhắc': 'nhắc trực tiếp', 'Hạn hoàn thành': '30/06/2026' }]);
    expect(units.map((row) => [row['Đơn vị'], row['Số người'], row['Số lượt được giao'], row['Hoàn thành'], row['Quá hạn']])).toEqual([['UBND phường Hoa Lư', '2', '1', '0', '1'], ['Văn phòng phường Hoa Lư, UBND phường Hoa Lư', '2', '2', '2', '0']]);
    expect(Object.fromEntries(deeds.map((row) => [row['Mã việc'], row['Số lần']]))).toEqual({ 'certificate.revoke': '1', 'reminder.send': '1' });
    expect(deeds.find((row) => row['Mã việc'] === 'certificate.revoke')?.['Việc']).toBe('Thu hồi chứng nhận');
  });

  it('has no names of learners in it, and nothing that a spreadsheet would calculate', async () => {
    await using w = await packWorld();
    await w.learner({ staffNo: '=1+1', fullName: 'Trần Thị Bí Mật', finishedAt: '2026-05-04T01:00:00.000Z' });
    await w.db.updateTable('org_unit_version').set({ name: '@SUM(A1) "x";\n<script>' }).where('unit_id', '=', w.units.office).execute();
    const { files, learning } = tablesOf(w, await w.pack());
    for (const [name, bytes] of Object.entries(files)) expect(Buffer.from(bytes).toString('utf8'), name).not.toContain('Bí Mật');
    expect(learning.find((row) => row['Mã số cán bộ']?.includes('1+1'))).toMatchObject({ 'Mã số cán bộ': "'=1+1", 'Đơn vị': expect.stringMatching(/^'@SUM/) });
  });

  it('begins with one page that sums it up', async () => {
    await using w = await packWorld();
    await w.learner({ finishedAt: '2026-05-04T01:00:00.000Z' });
    await w.learner({ unitId: w.units.tamDiep });
    for (let at = 0; at < 30; at += 1) await w.learner({ unitId: await makeUnit(w.db, { name: `UBND xã có tên rất dài để bảng phải xuống dòng số ${at}`, parentId: w.units.province }), startedAt: '2026-03-01T01:00:00.000Z', dueOn: null });
    const { files } = tablesOf(w, await w.pack(w.auditor, { unit: w.units.province }));
    const pdf = await getDocument({ data: new Uint8Array(files['tom-tat.pdf'] ?? []), useSystemFonts: false, verbosity: 0 }).promise;
    expect(pdf.numPages).toBe(1);
    const { items } = await (await pdf.getPage(1)).getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ').replace(/\s+/g, ' ');
    for (const words of ['BẢNG TÓM TẮT HỒ SƠ KIỂM TRA', 'từ ngày 01/01/2026 đến ngày 22/11/2026', 'có 34 người', 'An toàn thông tin 32 1 1 3,1%', 'UBND phường Tam Điệp 1 1 0 1 0%', 'Từng người, từng khoá học 34', packKey(secret).name]) expect(text).toContain(words);
  });

  it('of a unit without anybody is a pack all the same', async () => {
    await using w = await packWorld();
    const pack = await w.pack(w.auditor, { unit: w.units.tamDiep });
    expect(pack.total_people).toBe(0);
    expect(await checkPack(w.pathOf(pack), packKey(secret).publicKey)).toMatchObject({ ok: true, manifest: { people: 0 } });
    expect(tablesOf(w, pack).learning).toEqual([]);
  });

  it('leaves out accounts out of use, people who have left, and those from outside', async () => {
    await using w = await packWorld();
    const gone = await makePerson(w.db, { staffNo: '0001', unitId: w.units.office });
    await w.db.updateTable('user_account').set({ left_on: '2026-05-31' }).where('id', '=', gone.id).execute();
    const disabled = await makePerson(w.db, { staffNo: '0002', unitId: w.units.office });
    await w.db.updateTable('user_account').set({ disabled_at: '2026-05-31T01:00:00.000Z' }).where('id', '=', disabled.id).execute();
    const outsider = await makePerson(w.db, { staffNo: '0003', unitId: w.units.office });
    await w.db.updateTable('user_account').set({ account_kind: 'SERVICE' }).where('id', '=', outsider.id).execute();
    const of = async (to: string) => tablesOf(w, await w.pack(w.leader, { to })).learning.map((row) => row['Mã số cán bộ']).toSorted();
    expect(await of('2026-05-30')).toEqual(['0001', '0002', 'CB-LEADER']);
    expect(await of('2026-06-30')).toEqual(['CB-LEADER']);
  });
});

describe('making a pack', () => {
  it('twice at once gives one file, one row in the log, and leaves nothing behind', async () => {
    await using w = await packWorld();
    const asked = await w.ask();
    if (!asked.ok) throw new Error('refused');
    await Promise.allSettled([makePack(w.ports, asked.packId), makePack(w.ports, asked.packId)]);
    await makePack(w.ports, asked.packId);
    const pack = await w.db.selectFrom('inspection_pack').selectAll().executeTakeFirstOrThrow();
    expect(readdirSync(w.ports.packsDir)).toEqual([pack.file_name]);
    expect(await checkPack(w.pathOf(pack), packKey(secret).publicKey)).toMatchObject({ ok: true });
    expect(await w.db.selectFrom('audit_event').select('action').where('action', '=', 'pack.make').execute()).toHaveLength(1);
  });

  it('goes on after a kill: what the dead process had written is swept away', async () => {
    await using w = await packWorld();
    const asked = await w.ask();
    if (!asked.ok) throw new Error('refused');
    mkdirSync(join(w.ports.packsDir, `${asked.packId}.dead.part`), { recursive: true });
    writeFileSync(join(w.ports.packsDir, `${asked.packId}.dead.part`, 'hoc-tap.csv'), 'half');
    await w.db.updateTable('inspection_pack').set({ started_at: '2026-11-23T00:00:00.000Z', done_people: 1 }).execute();
    await makePack(w.ports, asked.packId);
    expect(readdirSync(w.ports.packsDir)).toEqual([expect.stringMatching(/\.zip$/)]);
  });

  it('that fails says why in its row, leaves no half file and can be tried again', async () => {
    await using w = await packWorld();
    const asked = await w.ask();
    if (!asked.ok) throw new Error('refused');
    writeFileSync(w.ports.packsDir, 'a file where the folder should be');
    await expect(makePack(w.ports, asked.packId)).rejects.toThrow();
    expect(await w.db.selectFrom('inspection_pack').select(['failure', 'finished_at']).executeTakeFirst()).toEqual({ failure: expect.stringContaining('Error'), finished_at: null });
    await makePack({ ...w.ports, packsDir: `${w.ports.packsDir}-2` }, asked.packId);
    expect(await w.db.selectFrom('inspection_pack').select(['failure', 'finished_at']).executeTakeFirst()).toEqual({ failure: null, finished_at: expect.any(String) });
  });

  it.each<[string, (w: PackWorld) => Promise<unknown>]>([
    ['the role was revoked', (w) => w.db.updateTable('role_assignment').set({ revoked_at: '2026-11-23T00:59:00.000Z' }).where('user_id', '=', w.leader.id).execute()],
    ['the account was disabled', (w) => w.db.updateTable('user_account').set({ disabled_at: '2026-11-23T00:59:00.000Z' }).where('id', '=', w.leader.id).execute()],
    ['the unit went elsewhere', (w) => w.db.updateTable('role_assignment').set({ unit_id: w.units.tamDiep }).where('user_id', '=', w.leader.id).execute()],
  ])('stops when %s meanwhile', async (_what, lose) => {
    await using w = await packWorld();
    const asked = await w.ask();
    if (!asked.ok) throw new Error('refused');
    await lose(w);
    await makePack(w.ports, asked.packId);
    expect(await w.db.selectFrom('inspection_pack').select(['failure', 'finished_at', 'file_name']).executeTakeFirst()).toEqual({ failure: 'RIGHTS', finished_at: null, file_name: null });
  });

  it('is signed with a key that survives restarts and is not that of receipts', async () => {
    await using w = await packWorld();
    const pack = await w.pack();
    expect(await checkPack(w.pathOf(pack), packKey('another secret, thirty-two letters').publicKey)).toMatchObject({ ok: false, faults: [{ why: 'KEY' }] });
  });
});
