import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { enrolled } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { makeReportWorld, type ReportWorld } from '../../../tests/world/report-lists.ts';
import { exportsOf, rowsOfSheet, xlsxRowsIn } from '../../../tests/world/sheets.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { renderNotice } from '../../messaging/index.server.ts';
import { newId } from '../../platform/ids.ts';
import { getReportFile } from '../queries/report-file.server.ts';
import { findSchedule, getSavedReport, listReaders, listReportFiles, listSavedReports } from '../queries/saved-reports.server.ts';
import { filePolicy } from '../rules/file-policy.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { asking } from '../../../tests/world/report-lists.ts';
import { deleteReport, shareReport } from './change-saved-report.server.ts';
import { exportList } from './export-list.server.ts';
import { fetchReportFile } from './fetch-report-file.server.ts';
import { keepReports } from './keep-reports.server.ts';
import { makeReportFiles } from './make-report-files.server.ts';
import { saveReport } from './save-report.server.ts';
import { endSchedule, scheduleReport } from './schedule-report.server.ts';

const today = '2026-11-23';
let w: ReportWorld;
let db: Db;
let clock: TestClock;
beforeEach(async () => {
  w = await makeReportWorld();
  db = w.db;
  clock = testClock();
  return () => w.db.destroy();
});
const ports = () => testPorts(db, clock);
const save = async (actor: Actor, name = 'Chậm học', question = `subject=learning&unit=${w.units.ward}&course=an-toan&column=name`) => {
  const outcome = await saveReport(ports(), actor, { name, question });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.id;
};
const weekly = { rhythm: { every: 'WEEK' as const, onDay: 3, atHour: 8 }, format: 'xlsx' as const };
const schedule = (actor: Actor, id: string, readers: string[] = []) => scheduleReport(ports(), actor, id, { ...weekly, readers });
const scheduleId = async () => (await db.selectFrom('report_schedule').select('id').where('ended_at', 'is', null).executeTakeFirstOrThrow()).id;
const notices = () => db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['r.user_id as to', 'r.variables', 'm.content', 'm.reason', 'm.source_id as source']).where('m.source_type', '=', 'NOTICE').orderBy('m.created_at').execute();
const actions = async () => (await db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action);
const rights = (actor: Actor, ...grants: Grant[]): Actor => ({ ...actor, grants });

describe('saving', () => {
  it('keeps the question under a name of one’s own, once', async () => {
    await save(w.leader);
    expect(await saveReport(ports(), w.leader, { name: 'Chậm học', question: 'subject=units' })).toEqual({ ok: false, faults: { name: expect.objectContaining({ vi: expect.stringContaining('mang tên này') }) } });
    await save(w.auditor);
    expect((await listSavedReports(db, w.leader, today)).own.map(({ name }) => name)).toEqual(['Chậm học']);
    expect(await db.selectFrom('saved_report').select('question').where('owner_id', '=', w.leader.id).execute()).toHaveLength(1);
  });

  it('keeps as many as the setting allows, and hostile names as they are', async () => {
    await db.transaction().execute((tx) => scheduleSetting(tx, filePolicy, { value: { keepDays: 3, mostReports: 2 }, from: '2026-01-01', legalBasis: 'thử nghiệm' }));
    for (const name of ['<script>alert(1)</script>', "'; drop table saved_report; --"]) await save(w.leader, name);
    expect(await saveReport(ports(), w.leader, { name: 'Ba', question: '' })).toMatchObject({ ok: false, faults: { form: expect.anything() } });
    expect((await listSavedReports(db, w.leader, today)).own).toHaveLength(2);
  });

  it.each([[[]], [[{ role: 'FOCAL_POINT', scope: 'ALL', unitId: null }]], [[{ role: 'UNIT_LEADER', scope: 'SELF', unitId: null }]]] as [Grant[]][])('is refused to %j', async (grants) => {
    await expect(saveReport(ports(), rights(w.leader, ...grants), { name: 'x', question: '' })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('sharing', () => {
  it('shows a list to those whose rights reach its unit, and to nobody else', async () => {
    const id = await save(w.leader);
    const elsewhere = await makePerson(db, { unitId: w.units.elsewhere, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.elsewhere }] });
    await expect(getSavedReport(db, w.auditor, id, today)).rejects.toMatchObject({ kind: 'not-found' });
    await shareReport(ports(), w.leader, id, true);
    await shareReport(ports(), w.leader, id, true);
    expect(await getSavedReport(db, w.auditor, id, today)).toMatchObject({ isOwn: false, ownerName: 'Đinh Thị Hồng Ngọc' });
    expect((await listSavedReports(db, w.auditor, today)).shared).toHaveLength(1);
    expect((await listSavedReports(db, elsewhere, today)).shared).toEqual([]);
    await expect(getSavedReport(db, elsewhere, id, today)).rejects.toMatchObject({ kind: 'not-found' });
    await shareReport(ports(), w.leader, id, false);
    expect((await listSavedReports(db, w.auditor, today)).shared).toEqual([]);
    expect(await actions()).toEqual(['report.share', 'report.unshare']);
  });

  it('is the owner’s alone, as everything that changes a list', async () => {
    const id = await save(w.leader);
    await shareReport(ports(), w.leader, id, true);
    for (const change of [() => shareReport(ports(), w.auditor, id, false), () => deleteReport(ports(), w.auditor, id), () => schedule(w.auditor, id), () => endSchedule(ports(), w.auditor, id), () => shareReport(ports(), w.leader, newId(), true)]) await expect(change()).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a list that was deleted', () => {
  it('is gone with its schedule, its name is free again, and its files stay', async () => {
    const id = await save(w.leader);
    await schedule(w.leader, id);
    clock.pass({ days: 3 });
    expect(await makeReportFiles(ports(), await scheduleId())).toBe(1);
    await deleteReport(ports(), w.leader, id);
    await expect(getSavedReport(db, w.leader, id, today)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(deleteReport(ports(), w.leader, id)).rejects.toMatchObject({ kind: 'not-found' });
    await save(w.leader);
    const file = await db.selectFrom('report_file').select('id').executeTakeFirstOrThrow();
    expect((await fetchReportFile(ports(), w.leader, file.id)).bytes.length).toBeGreaterThan(1_000);
    expect(await db.selectFrom('report_schedule').select('id').where('ended_at', 'is', null).execute()).toEqual([]);
  });
});

describe('a schedule', () => {
  it('names only people whose own rights reach the unit', async () => {
    const id = await save(w.leader);
    expect((await listReaders(db, w.units.ward, today)).map(({ fullName }) => fullName)).toEqual(['Đinh Thị Hồng Ngọc', 'Trần Đức Thịnh']);
    for (const stranger of [w.people.an.id, newId()]) expect(await schedule(w.leader, id, [stranger])).toMatchObject({ ok: false, faults: { reader: expect.anything() } });
    expect(await findSchedule(db, id)).toBeNull();
    expect(await schedule(w.leader, id, [w.leader.id, w.auditor.id])).toEqual({ ok: true });
    expect((await findSchedule(db, id))?.readers.map(({ fullName }) => fullName)).toEqual(['Đinh Thị Hồng Ngọc', 'Trần Đức Thịnh']);
  });

  it('takes the place of an earlier one, goes to oneself when nobody is named, and has its job', async () => {
    const id = await save(w.leader);
    await schedule(w.leader, id, [w.auditor.id]);
    await schedule(w.leader, id);
    expect(await db.selectFrom('report_schedule').select('id').execute()).toHaveLength(2);
    expect(await findSchedule(db, id)).toMatchObject({ every: 'WEEK', onDay: 3, atHour: 8, nextAt: '2026-11-25T01:00:00.000Z', readers: [{ id: w.leader.id }] });
    expect(await db.selectFrom('job').select(['name', 'run_at']).where('name', '=', 'reports.make-files').execute()).toEqual(Array.from({ length: 2 }, () => ({ name: 'reports.make-files', run_at: '2026-11-25T01:00:00.000Z' })));
    await endSchedule(ports(), w.leader, id);
    await endSchedule(ports(), w.leader, id);
    expect(await findSchedule(db, id)).toBeNull();
    expect((await actions()).filter((action) => action.startsWith('report.'))).toEqual(['report.schedule', 'report.schedule', 'report.end-schedule']);
  });
});

describe('files on schedule', () => {
  const make = async (readers: string[] = []) => {
    const id = await save(w.leader);
    await schedule(w.leader, id, readers);
    return { id, schedule: await scheduleId() };
  };

  it('are made when the moment has come, not before, once for each reader and moment, and told with a link', async () => {
    const { id, schedule: of } = await make([w.leader.id, w.auditor.id]);
    expect(await makeReportFiles(ports(), of)).toBe(0);
    clock.set('2026-11-25T01:00:00.000Z');
    expect(await makeReportFiles(ports(), of)).toBe(2);
    expect(await makeReportFiles(ports(), of)).toBe(0);
    const told = await notices();
    expect(told.map(({ to }) => to).toSorted()).toEqual([w.leader.id, w.auditor.id].toSorted());
    const content = JSON.parse(told.find(({ to }) => to === w.leader.id)?.content ?? '') as { vi: { subject: string; body: string }; link: string };
    expect([content.vi.subject, told[0]?.variables]).toEqual(['Danh sách theo lịch: {{danh_sach}}', JSON.stringify({ danh_sach: 'Chậm học' })]);
    expect(content.vi.body).toContain('gồm 3 dòng. Tệp tải được đến 09/12/2026 08:00');
    const [file] = await listReportFiles(db, id, w.leader.id, clock.now().toISOString());
    expect(content.link).toBe(`/reports/files/${file?.id}`);
    expect(told.find(({ to }) => to === w.auditor.id)?.reason).toContain('Đinh Thị Hồng Ngọc đã đặt lịch');
    expect((await findSchedule(db, id))?.nextAt).toBe('2026-12-02T01:00:00.000Z');
  });

  it('are made once for a moment by two processes at once', async () => {
    const { schedule: of } = await make();
    clock.set('2026-11-25T01:00:00.000Z');
    const counts = await Promise.all([makeReportFiles(ports(), of), makeReportFiles(ports(), of), makeReportFiles(ports(), of)]);
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(await notices()).toHaveLength(1);
  });

  it('are made up for once after a standstill of weeks', async () => {
    const { id, schedule: of } = await make();
    clock.set('2026-12-17T05:00:00.000Z');
    expect(await makeReportFiles(ports(), of)).toBe(1);
    expect((await findSchedule(db, id))?.nextAt).toBe('2026-12-23T01:00:00.000Z');
  });

  it('hold what each reader may see at that moment: a leader who was given another unit gets no row of her old one', async () => {
    const { schedule: of } = await make([w.leader.id, w.auditor.id]);
    await db.updateTable('role_assignment').set({ unit_id: w.units.elsewhere }).where('user_id', '=', w.leader.id).execute();
    clock.set('2026-11-25T01:00:00.000Z');
    expect(await makeReportFiles(ports(), of)).toBe(1);
    expect((await db.selectFrom('report_file').select('reader_id').execute()).map((row) => row.reader_id)).toEqual([w.auditor.id]);
    const told = (await notices()).find(({ to }) => to === w.leader.id);
    expect(JSON.parse(told?.content ?? '{}')).toMatchObject({ vi: { subject: 'Chưa lập được danh sách: {{danh_sach}}' }, link: '/reports/saved' });
    expect(told?.variables).toBe(JSON.stringify({ danh_sach: 'Chậm học' }));
  });

  it('are told by the name of their list as it was typed: nothing in it is a gap to be filled, or markup', async () => {
    const id = await save(w.leader, 'Chậm {{ten}} *học* <b>', 'subject=learning&course=an-toan&column=name');
    expect(await schedule(w.leader, id, [w.leader.id])).toEqual({ ok: true });
    clock.set('2026-11-25T01:00:00.000Z');
    await makeReportFiles(ports(), await scheduleId());
    const [told] = await notices();
    const { vi } = JSON.parse(told?.content ?? '') as { vi: { subject: string; body: string } };
    const shown = renderNotice(vi, { fullName: 'Đinh Thị Hồng Ngọc', unitName: null }, 'https://hoc06.vi-du.invalid', JSON.parse(told?.variables ?? '{}') as Record<string, string>);
    expect([shown.subject, shown.html.includes('Đinh Thị Hồng Ngọc'), /<em>|<b>/.test(shown.html), shown.html.includes('Chậm {{ten}} *học* &#60;b&#62;')]).toEqual(['Danh sách theo lịch: Chậm {{ten}} *học* <b>', false, false, true]);
  });

  it('of all units follow the rights of the reader, whoever set the schedule', async () => {
    const id = await save(w.auditor, 'Toàn tỉnh', 'subject=learning&course=an-toan&column=name');
    const wide = await makePerson(db, { unitId: w.units.province, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.province }] });
    expect(await schedule(w.auditor, id, [w.auditor.id, wide.id])).toEqual({ ok: true });
    await db.updateTable('role_assignment').set({ unit_id: w.units.office }).where('user_id', '=', wide.id).execute();
    clock.set('2026-11-25T01:00:00.000Z');
    await makeReportFiles(ports(), await scheduleId());
    const rows = async (reader: string) => (await xlsxRowsIn((await db.selectFrom('report_file').select('bytes').where('reader_id', '=', reader).executeTakeFirstOrThrow()).bytes ?? new Uint8Array())).slice(1).flat();
    expect(await rows(w.auditor.id)).toEqual(['Nguyễn Thị An', 'Phạm Thị Ánh', 'Lê Văn Dũng', 'Trần Văn Đạt']);
    expect(await rows(wide.id)).toEqual(['Lê Văn Dũng', 'Trần Văn Đạt']);
  });

  it('are made for nobody who has left, and no more after the schedule has ended', async () => {
    const { id, schedule: of } = await make([w.auditor.id]);
    await db.updateTable('user_account').set({ disabled_at: '2026-11-24T01:00:00.000Z' }).where('id', '=', w.auditor.id).execute();
    clock.set('2026-11-25T01:00:00.000Z');
    expect(await makeReportFiles(ports(), of)).toBe(0);
    await endSchedule(ports(), w.leader, id);
    clock.pass({ days: 30 });
    expect(await makeReportFiles(ports(), of)).toBe(0);
    expect(await notices()).toEqual([]);
  });

  it('are fetched by their reader alone while their time lasts, and each time with names is recorded', async () => {
    const { schedule: of } = await make();
    clock.set('2026-11-25T01:00:00.000Z');
    await makeReportFiles(ports(), of);
    const { id } = await db.selectFrom('report_file').select('id').executeTakeFirstOrThrow();
    const { bytes, fileName } = await fetchReportFile(ports(), w.leader, id);
    expect([fileName, (await xlsxRowsIn(bytes)).map(([name]) => name)]).toEqual(['danh-sach-learning-2026-11-25.xlsx', ['Họ và tên', 'Nguyễn Thị An', 'Lê Văn Dũng', 'Trần Văn Đạt']]);
    expect((await exportsOf(db)).at(-1)).toEqual({ by: w.leader.id, list: 'learning', details: { rows: 3, format: 'xlsx', list: 'Chậm học' } });
    await expect(fetchReportFile(ports(), w.auditor, id)).rejects.toMatchObject({ kind: 'not-found' });
    clock.set('2026-12-09T01:00:00.000Z');
    await expect(fetchReportFile(ports(), w.leader, id)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await getReportFile(db, w.leader, id, { at: '2026-12-09T01:00:00.000Z', today: '2026-12-09' })).toMatchObject({ state: 'expired' });
  });

  it('are closed to a reader who has lost one of their units', async () => {
    const { schedule: of } = await make();
    clock.set('2026-11-25T01:00:00.000Z');
    await makeReportFiles(ports(), of);
    const { id } = await db.selectFrom('report_file').select('id').executeTakeFirstOrThrow();
    const moved = rights(w.leader, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.office });
    await expect(fetchReportFile(ports(), moved, id)).rejects.toMatchObject({ kind: 'conflict', say: expect.objectContaining({ vi: expect.stringContaining('không còn quyền xem') }) });
    expect(await getReportFile(db, rights(w.leader, { role: 'AUDITOR', scope: 'ALL', unitId: null }), id, { at: '2026-11-25T01:00:00.000Z', today: '2026-11-25' })).toMatchObject({ state: 'ready' });
  });
});

describe('every night', () => {
  it('throws away the bytes of files whose time is over, keeps the fact, and gives each schedule its job', async () => {
    const id = await save(w.leader);
    await schedule(w.leader, id);
    clock.set('2026-11-25T01:00:00.000Z');
    await makeReportFiles(ports(), await scheduleId());
    await db.deleteFrom('job').execute();
    expect(await keepReports(ports())).toBe(0);
    expect((await db.selectFrom('job').select('run_at').where('name', '=', 'reports.make-files').execute()).map(({ run_at }) => run_at)).toEqual(['2026-12-02T01:00:00.000Z']);
    clock.set('2026-12-09T01:00:00.000Z');
    expect([await keepReports(ports()), await keepReports(ports())]).toEqual([1, 0]);
    expect(await db.selectFrom('report_file').select(['row_count', 'bytes']).execute()).toEqual([{ row_count: 3, bytes: null }]);
    await expect(fetchReportFile(ports(), w.leader, (await listReportFiles(db, id, w.leader.id, clock.now().toISOString()))[0]!.id)).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('taking a list at once', () => {
  const take = async (actor: Actor, search: string) => exportList(ports(), actor, asking(search), { locale: 'vi', format: 'xlsx' });

  it('says codes in words, numbers as numbers, and keeps formulas as they were written', async () => {
    const sheet = await take(w.leader, 'course=an-toan&column=staffNo&column=name&column=state&column=source&column=mandatory&column=score&column=due&column=category');
    expect(sheet.columns.map(({ head, kind }) => [head, kind])).toEqual([['Mã số cán bộ', 'text'], ['Họ và tên', 'text'], ['Đối tượng', 'text'], ['Cách ghi danh', 'text'], ['Bắt buộc', 'text'], ['Hạn', 'day'], ['Tình trạng', 'text'], ['Điểm', 'decimal']]);
    expect(await rowsOfSheet(sheet)).toEqual([['0007', 'Nguyễn Thị An', 'Công chức', 'Được giao', 'Có', '2026-12-31', 'Hoàn thành', 8.5], ['=1+1', 'Lê Văn Dũng', 'Công chức', 'Được giao', 'Có', '2026-12-31', 'Đang học', null], ['0012', 'Trần Văn Đạt', 'Công chức', 'Được giao', 'Có', '2026-11-01', 'Quá hạn', null]]);
  });

  it('is recorded when it names people, and not when it counts them', async () => {
    await take(w.leader, `subject=learning&unit=${w.units.office}&state=late`);
    await take(w.leader, 'subject=units');
    await take(w.leader, 'subject=knowledge');
    expect(await exportsOf(db)).toEqual([{ by: w.leader.id, list: 'learning', details: { rows: 1, format: 'xlsx', unitId: w.units.office, state: 'late' } }]);
  });

  it('of many rows comes in batches and leaves nobody out', async () => {
    for (let n = 0; n < 1_100; n += 1) await enrolled(db, (await makePerson(db, { unitId: w.units.office, fullName: `Người ${n}` })).id, w.other);
    const sheet = await take(w.leader, 'course=de-an&column=name');
    const sizes: number[] = [];
    for await (const part of sheet.batches) sizes.push(part.length);
    expect(sizes).toEqual([500, 500, 100]);
  });
});
