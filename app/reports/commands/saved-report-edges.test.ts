import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { makeReportWorld, type ReportWorld } from '../../../tests/world/report-lists.ts';
import { xlsxRowsIn } from '../../../tests/world/sheets.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { renderNotice } from '../../messaging/index.server.ts';
import { newId } from '../../platform/ids.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { getReportFile } from '../queries/report-file.server.ts';
import { findSchedule, getSavedReport, listReaders, listReportFiles, listSavedReports, readersFor } from '../queries/saved-reports.server.ts';
import { savedReportPage, schedulePage } from '../queries/schedule-page.server.ts';
import { filePolicy, filePolicyShape } from '../rules/file-policy.ts';
import { deleteReport, shareReport } from './change-saved-report.server.ts';
import { fetchReportFile } from './fetch-report-file.server.ts';
import { keepReports } from './keep-reports.server.ts';
import { makeReportFiles, mostBytes } from './make-report-files.server.ts';
import { saveReport } from './save-report.server.ts';
import { endSchedule, scheduleReport } from './schedule-report.server.ts';

const today = '2026-11-23';
const due = '2026-11-25T01:00:00.000Z';
const moment = { at: '2026-11-23T01:00:00.000Z', today };
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
const schedule = (actor: Actor, id: string, readers: string[] = [], changes: object = {}) => scheduleReport(ports(), actor, id, { rhythm: { every: 'WEEK', onDay: 3, atHour: 8 }, format: 'xlsx', readers, ...changes });
const scheduleId = async () => (await db.selectFrom('report_schedule').select('id').where('ended_at', 'is', null).executeTakeFirstOrThrow()).id;
const scheduled = async (readers: string[] = [], name?: string) => {
  const id = await save(w.leader, name);
  expect(await schedule(w.leader, id, readers)).toEqual({ ok: true });
  return { id, of: await scheduleId() };
};
const notices = async () => (await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['r.user_id as to', 'm.content', 'r.variables']).where('m.source_type', '=', 'NOTICE').orderBy('m.id').execute()).map(({ to, content, variables }) => ({ to, variables: JSON.parse(variables ?? '{}') as Record<string, string>, ...(JSON.parse(content) as { vi: { subject: string; body: string }; en: { subject: string; body: string }; link: string }) }));
const leaderOf = (unitId: string, fullName = 'Bùi Thị Lan') => makePerson(db, { fullName, unitId, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }] });
const rights = (actor: Actor, ...grants: Grant[]): Actor => ({ ...actor, grants });
const leave = (person: { id: string }) => db.updateTable('user_account').set({ disabled_at: clock.now().toISOString() }).where('id', '=', person.id).execute();

describe('a list of somebody else’s unit', () => {
  it('is not kept, so that it can neither be shared with strangers nor sent to them', async () => {
    for (const unit of [w.units.elsewhere, w.units.province, newId()]) await expect(save(w.leader, 'Của người khác', `subject=learning&unit=${unit}`)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(save(w.auditor, 'Không có', `subject=units&unit=${newId()}`)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await db.selectFrom('saved_report').select('id').execute()).toEqual([]);
  });

  it('tells nobody who leads there, once her rights have moved', async () => {
    const id = await save(w.leader);
    const moved = rights(w.leader, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.elsewhere });
    expect((await schedulePage(db, w.leader, id, today)).readers.map(({ fullName }) => fullName)).toEqual(['Đinh Thị Hồng Ngọc', 'Trần Đức Thịnh']);
    expect((await schedulePage(db, moved, id, today)).readers).toEqual([]);
    for (const readers of [[], [w.auditor.id]]) expect(await schedule(moved, id, readers)).toMatchObject({ ok: false, faults: { reader: expect.anything() } });
    expect(await findSchedule(db, id)).toBeNull();
    await expect(endSchedule(ports(), moved, id)).resolves.toBeUndefined();
  });
});

describe('who may get a list', () => {
  it('is whoever reaches its unit: leaders of it and above, never of another subtree, below, or with a revoked right', async () => {
    await leaderOf(w.units.province, 'Cao Thị Tỉnh');
    await leaderOf(w.units.elsewhere, 'Đào Thị Khác');
    await leaderOf(w.units.office, 'Hà Thị Dưới');
    const gone = await leaderOf(w.units.ward, 'Lý Thị Nghỉ');
    await leave(gone);
    const former = await leaderOf(w.units.ward, 'Mai Thị Cũ');
    await db.updateTable('role_assignment').set({ revoked_at: '2026-11-01T01:00:00.000Z' }).where('user_id', '=', former.id).execute();
    await makePerson(db, { fullName: 'Ông Thị Đầu Mối', unitId: w.units.ward, grants: [{ role: 'FOCAL_POINT', scope: 'SUBTREE', unitId: w.units.ward }] });
    const found = async (unit: string | null) => (await listReaders(db, unit, today)).map(({ fullName }) => fullName).toSorted();
    expect(await found(w.units.ward)).toEqual(['Cao Thị Tỉnh', 'Trần Đức Thịnh', 'Đinh Thị Hồng Ngọc'].toSorted());
    expect(await found(w.units.office)).toEqual(['Cao Thị Tỉnh', 'Hà Thị Dưới', 'Trần Đức Thịnh', 'Đinh Thị Hồng Ngọc'].toSorted());
    expect(await found(null)).toEqual(['Trần Đức Thịnh']);
  });

  it('always begins with oneself, once', async () => {
    expect((await readersFor(db, w.leader, undefined, today)).map(({ id }) => id)).toEqual([w.leader.id, w.auditor.id]);
    const nowhere = { ...w.auditor, unitId: null, unitName: null } as unknown as Actor;
    expect((await readersFor(db, nowhere, undefined, today)).map(({ id }) => id)).toEqual([w.auditor.id]);
  });

  it('cannot be stretched by whoever knows an id', async () => {
    const id = await save(w.leader);
    const elsewhere = await leaderOf(w.units.elsewhere);
    for (const stranger of [elsewhere.id, w.people.an.id, newId(), "' or 1=1 --"]) expect(await schedule(w.leader, id, [w.leader.id, stranger])).toMatchObject({ ok: false });
    expect(await db.selectFrom('report_schedule').select('id').execute()).toEqual([]);
    expect(await db.selectFrom('job').select('id').where('name', '=', 'reports.make-files').execute()).toEqual([]);
  });
});

describe('names of lists', () => {
  it.each(['<script>alert(1)</script>', '{{ten}} và {name}', '[nhấn](javascript:alert(1)) **đậm** _x_', "'; drop table saved_report; --", '😀'.repeat(60), 'Ư'.repeat(120), '\\', '$& $1 $`'])('%j go through every notice as words', async (name) => {
    const { of } = await scheduled([], name);
    clock.set(due);
    expect(await makeReportFiles(ports(), of)).toBe(1);
    const [told] = await notices();
    const shown = renderNotice(told?.vi ?? { subject: '', body: '' }, { fullName: 'Bùi Thị Lan', unitName: null }, 'https://hoc06.vi-du.invalid', told?.variables);
    expect(shown.subject).toBe(`Danh sách theo lịch: ${name}`);
    expect(shown.html.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))).toContain(`Danh sách ${name} đã được lập`);
    expect(shown.html).not.toMatch(/<script|Bùi Thị Lan|<a |<em>|<strong>/);
  });

  it('are free for everybody else, and differ by their letters', async () => {
    await save(w.leader, 'Chậm học');
    await save(w.auditor, 'Chậm học');
    await save(w.leader, 'chậm học');
    expect((await listSavedReports(db, w.leader, today)).own.map(({ name }) => name).toSorted()).toEqual(['Chậm học', 'chậm học'].toSorted());
  });

  it('are kept once by five clicks at the same moment', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => saveReport(ports(), w.leader, { name: 'Một', question: 'subject=units' })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await listSavedReports(db, w.leader, today)).own).toHaveLength(1);
  });
});

describe('schedules at their borders', () => {
  it('make nothing a thousandth of a second too early, and something at the second', async () => {
    const { of } = await scheduled();
    clock.set('2026-11-25T00:59:59.999Z');
    expect(await makeReportFiles(ports(), of)).toBe(0);
    clock.set(due);
    expect(await makeReportFiles(ports(), of)).toBe(1);
    expect(await makeReportFiles(ports(), 'no-such-schedule')).toBe(0);
  });

  it('set twice by a double click stand once', async () => {
    const id = await save(w.leader);
    await Promise.all([schedule(w.leader, id), schedule(w.leader, id), schedule(w.leader, id)]);
    expect(await db.selectFrom('report_schedule').select('id').where('ended_at', 'is', null).execute()).toHaveLength(1);
    clock.set(due);
    const all = await db.selectFrom('report_schedule').select('id').execute();
    const counts = await Promise.all(all.map((one) => makeReportFiles(ports(), one.id)));
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(1);
  });

  it('of a person who has left end: nobody else could end them', async () => {
    const { id, of } = await scheduled([w.auditor.id]);
    await leave(w.leader);
    clock.set(due);
    expect(await makeReportFiles(ports(), of)).toBe(0);
    expect(await notices()).toEqual([]);
    await db.deleteFrom('job').execute();
    await keepReports(ports());
    expect(await findSchedule(db, id)).toBeNull();
    expect(await db.selectFrom('job').select('id').where('name', '=', 'reports.make-files').execute()).toEqual([]);
  });

  it('of a deleted list make nothing, whoever got the files', async () => {
    const { id, of } = await scheduled([w.auditor.id]);
    await deleteReport(ports(), w.leader, id);
    clock.set(due);
    expect(await makeReportFiles(ports(), of)).toBe(0);
    await expect(shareReport(ports(), w.leader, id, true)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(schedule(w.leader, id)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a file', () => {
  it('that would be too large to be kept is told of, and holds nobody else up', async () => {
    const id = await save(w.auditor, 'Toàn tỉnh', 'subject=learning&course=an-toan&column=name');
    const office = await leaderOf(w.units.office, 'Hà Thị Dưới');
    await db.updateTable('role_assignment').set({ unit_id: w.units.province }).where('user_id', '=', office.id).execute();
    expect(await schedule(w.auditor, id, [w.auditor.id, office.id], { format: 'csv' })).toEqual({ ok: true });
    await db.updateTable('role_assignment').set({ unit_id: w.units.elsewhere }).where('user_id', '=', office.id).execute();
    clock.set(due);
    // The head and one name fit, four names do not.
    expect(await makeReportFiles(ports(), await scheduleId(), 60)).toBe(1);
    expect((await db.selectFrom('report_file').select(['reader_id', 'row_count']).execute())).toEqual([{ reader_id: office.id, row_count: 1 }]);
    const told = (await notices()).find(({ to }) => to === w.auditor.id);
    expect([told?.vi.subject, told?.vi.body.includes('quá lớn'), told?.en.body.includes('too large'), told?.link]).toEqual(['Chưa lập được danh sách: {{danh_sach}}', true, true, '/reports/saved']);
    expect((await findSchedule(db, id))?.nextAt).toBe('2026-12-02T01:00:00.000Z');
  });

  it('is limited as the database limits it', async () => {
    const { of } = await scheduled();
    clock.set(due);
    await makeReportFiles(ports(), of);
    const put = (size: number) => db.updateTable('report_file').set({ bytes: Buffer.alloc(size) }).execute();
    await expect(put(mostBytes + 1)).rejects.toThrow('CHECK');
    await expect(put(mostBytes)).resolves.toBeDefined();
  });

  it('can be fetched until the last moment of its time, with the setting of the day on which it was made', async () => {
    await db.transaction().execute((tx) => scheduleSetting(tx, filePolicy, { value: { keepDays: 1, mostReports: 5 }, from: '2026-11-25', legalBasis: 'thử nghiệm' }));
    const { id, of } = await scheduled();
    clock.set(due);
    await makeReportFiles(ports(), of);
    const [file] = await listReportFiles(db, id, w.leader.id, due);
    expect(file?.expiresAt).toBe('2026-11-26T01:00:00.000Z');
    const isReady = async (at: string) => (await listReportFiles(db, id, w.leader.id, at))[0]?.isReady;
    expect([await isReady('2026-11-26T00:59:59.999Z'), await isReady('2026-11-26T01:00:00.000Z')]).toEqual([true, false]);
    const state = async (at: string) => (await getReportFile(db, w.leader, file!.id, { at, today: at.slice(0, 10) })).state;
    expect([await state('2026-11-26T00:59:59.999Z'), await state('2026-11-26T01:00:00.000Z')]).toEqual(['ready', 'expired']);
    for (const keepDays of [0, -1, 61, 1.5]) expect(filePolicyShape.safeParse({ keepDays, mostReports: 5 }).success).toBe(false);
  });

  it('of a unit that got a new office since is still hers; one without any right left is not', async () => {
    const { of } = await scheduled();
    clock.set(due);
    await makeReportFiles(ports(), of);
    const { id } = await db.selectFrom('report_file').select('id').executeTakeFirstOrThrow();
    await makeUnit(db, { parentId: w.units.ward });
    expect((await fetchReportFile(ports(), w.leader, id)).fileName).toBe('danh-sach-learning-2026-11-25.xlsx');
    for (const grants of [[], [{ role: 'FOCAL_POINT', scope: 'ALL', unitId: null }], [{ role: 'UNIT_LEADER', scope: 'SELF', unitId: null }]] as Grant[][]) await expect(fetchReportFile(ports(), rights(w.leader, ...grants), id)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('speaks the language of its reader, with her rows', async () => {
    await db.updateTable('user_account').set({ locale: 'en' }).where('id', '=', w.auditor.id).execute();
    const { of } = await scheduled([w.leader.id, w.auditor.id]);
    clock.set(due);
    await makeReportFiles(ports(), of);
    const head = async (reader: string) => (await xlsxRowsIn((await db.selectFrom('report_file').select('bytes').where('reader_id', '=', reader).executeTakeFirstOrThrow()).bytes ?? new Uint8Array()))[0];
    expect([await head(w.leader.id), await head(w.auditor.id)]).toEqual([['Họ và tên'], ['Full name']]);
  });
});

it('the page of a list tells each reader of her own files, and only its owner of its schedule', async () => {
  const { id, of } = await scheduled([w.leader.id, w.auditor.id]);
  await shareReport(ports(), w.leader, id, true);
  clock.set(due);
  await makeReportFiles(ports(), of);
  const [own, hers] = [await savedReportPage(db, w.leader, id, moment), await savedReportPage(db, w.auditor, id, moment)];
  expect([own.files.length, hers.files.length, own.files[0]?.id === hers.files[0]?.id]).toEqual([1, 1, false]);
  expect([own.schedule?.readers.length, hers.schedule, own.unitName, own.courseTitle]).toEqual([2, null, 'UBND phường Hoa Lư', 'An toàn thông tin']);
  await expect(schedulePage(db, w.auditor, id, today)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(getSavedReport(db, await leaderOf(w.units.office), id, today)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(savedReportPage(db, w.people.an, id, moment)).rejects.toMatchObject({ kind: 'not-found' });
});
