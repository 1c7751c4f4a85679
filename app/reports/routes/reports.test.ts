import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { call, callForFile, testPorts } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { makeReportWorld, type ReportWorld } from '../../../tests/world/report-lists.ts';
import { csvRows, exportsOf, xlsxRows } from '../../../tests/world/sheets.ts';
import type { Actor, Grant, Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { reportCards } from '../cards.ts';
import { makeReportFiles } from '../commands/make-report-files.server.ts';
import * as file from './report-file.tsx';
import * as fileContent from './report-file-content.ts';
import * as lists from './report-lists.tsx';
import * as listsFile from './report-lists-file.ts';
import * as home from './reports.tsx';
import * as saved from './saved-report.tsx';
import * as deletion from './saved-report-deletion.ts';
import * as schedule from './saved-report-schedule.tsx';
import * as ending from './saved-report-schedule-ending.ts';
import * as sharing from './saved-report-sharing.ts';
import * as savedList from './saved-reports.tsx';

type Route = Parameters<typeof call>[0];
interface PageModule {
  loader: unknown;
}
let w: ReportWorld;
let db: Db;
let clock: TestClock;
beforeEach(async () => {
  w = await makeReportWorld();
  db = w.db;
  clock = testClock();
  return () => w.db.destroy();
});
const tokenOf = (actor: Actor) => makeSession(db, { ...actor, sessionId: newId() }, clock.now().toISOString(), { idleMinutes: 100_000, hours: 10_000 });
const get = async (module: PageModule, actor: Actor, path: string, params: Record<string, string> = {}) => call(module.loader as Route, { db, clock, path, params, token: await tokenOf(actor) });
const post = async (module: { action: unknown }, actor: Actor, path: string, params: Record<string, string>, form: Record<string, string> | [string, string][]) => call(module.action as Route, { db, clock, path, params, form, token: await tokenOf(actor) });
/** The whole document of a page, after making sure that nothing is wrong with it for whoever reads or hears it. */
const see = async (module: PageModule, actor: Actor, path: string, params: Record<string, string> = {}, sent?: unknown) => {
  const { status, body } = await get(module, actor, path, params);
  expect(status).toBe(200);
  const html = renderRoute(module, { data: body, path, sent });
  expect(pageFaults(html)).toEqual([]);
  return html;
};
const save = async (actor: Actor, question = `subject=learning&unit=${w.units.ward}&course=an-toan`) => {
  const { location } = await post(savedList, actor, '/reports/saved', {}, { name: 'Chậm học', question });
  return /saved\/([\w-]+)\?/.exec(location ?? '')?.[1] ?? '';
};

describe('the way in', () => {
  it.each([['UNIT_LEADER', ['/units', '/reports/lists', '/reports/saved']], ['TRAINING_ADMIN', ['/units', '/reports/lists', '/reports/saved']], ['AUDITOR', ['/units', '/reports/lists', '/reports/saved']], ['SYSTEM_ADMIN', ['/units', '/reports/lists', '/reports/saved']]] as [Role, string[]][])('shows a %s what she may do', async (role, expected) => {
    const actor = await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    const html = await see(home, actor, '/reports');
    for (const href of expected) expect(html).toContain(`href="${href}"`);
  });

  it('offers lists to nobody whose role reads none', async () => {
    for (const role of ['FOCAL_POINT', 'STANDING_AGENCY'] as const) {
      const actor = await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
      expect(await see(home, actor, '/reports')).not.toMatch(/href="\/reports\/(lists|saved)"/);
      for (const module of [lists, savedList]) expect((await get(module, actor, '/reports/lists')).status).toBe(403);
    }
    expect((await get(home, w.people.an, '/reports')).status).toBe(403);
  });

  it('names every card in both languages', () => {
    for (const { title, text, href } of reportCards) expect([title.vi, title.en, text.vi, text.en, href].every(Boolean)).toBe(true);
  });
});

describe('the builder', () => {
  it('shows a list with its conditions, columns and files in the address', async () => {
    const html = await see(lists, w.leader, `/reports/lists?subject=learning&unit=${w.units.ward}&course=an-toan&state=late`);
    expect(html).toContain('Trần Văn Đạt');
    expect(html).not.toContain('Nguyễn Thị An');
    expect(html).toContain('1 dòng');
    expect(html).toMatch(/href="\/reports\/lists\/file\?subject=learning&amp;unit=[\w-]+&amp;course=an-toan&amp;state=late[^"]*&amp;format=xlsx"/);
    expect(html).toMatch(/href="\/reports\/lists\?[^"]*sort=due[^"]*"/);
  });

  it.each(['learning', 'units', 'certificates', 'reminders', 'knowledge'])('draws %s, also where there is nothing', async (subject) => {
    await see(lists, w.auditor, `/reports/lists?subject=${subject}`);
    const nobody = await makePerson(db, { grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.office }] });
    await see(lists, nobody, `/reports/lists?subject=${subject}&course=de-an`);
  });

  it('says what is wrong with a day, and shows everything else all the same', async () => {
    const html = await see(lists, w.leader, '/reports/lists?subject=learning&from=31/02/2026');
    expect(html).toContain('Ngày không có trong lịch');
    expect(html).toContain('value="31/02/2026"');
    expect(await see(lists, w.leader, '/reports/lists?from=2026-03-02&to=2026-03-01')).toContain('Ngày bắt đầu nằm sau ngày kết thúc');
  });

  it('finds no unit outside, and shows hostile text as text', async () => {
    expect((await get(lists, w.leader, `/reports/lists?unit=${w.units.elsewhere}`)).status).toBe(404);
    await db.updateTable('user_account').set({ full_name: '<script>alert(1)</script>' }).where('id', '=', w.people.dat.id).execute();
    expect(await see(lists, w.leader, '/reports/lists')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('gives files in the reader’s language, recorded, and nothing to strangers', async () => {
    const take = async (actor: Actor, query: string) => callForFile(listsFile.loader as Route, { db, clock, path: `/reports/lists/file?${query}`, token: await tokenOf(actor) });
    const answer = await take(w.leader, 'subject=learning&course=an-toan&column=name&column=score&format=xlsx');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="danh-sach-learning-2026-11-23.xlsx"');
    expect(await xlsxRows(answer)).toEqual([['Họ và tên', 'Điểm'], ['Nguyễn Thị An', 8.5], ['Lê Văn Dũng', null], ['Trần Văn Đạt', null]]);
    await db.updateTable('user_account').set({ locale: 'en' }).where('id', '=', w.leader.id).execute();
    expect((await csvRows(await take(w.leader, 'subject=learning&course=an-toan&column=staffNo&column=score&format=csv'), ',')).map((row) => row.join('|'))).toEqual(['Staff number|Score', '0007|8.5', "'=1+1|", '0012|']);
    expect(await exportsOf(db)).toHaveLength(2);
    expect((await call(listsFile.loader as Route, { db, clock, path: '/reports/lists/file' })).status).toBe(302);
    expect((await get(listsFile, w.people.an, '/reports/lists/file')).status).toBe(403);
    expect((await get(listsFile, w.leader, `/reports/lists/file?unit=${w.units.elsewhere}`)).status).toBe(404);
  });
});

describe('a saved list', () => {
  it('is kept, opened, shared, scheduled, told of and deleted', async () => {
    const id = await save(w.leader);
    const params = { report: id };
    expect(await see(saved, w.leader, `/reports/saved/${id}?done=saved`, params)).toContain('Đã lưu.');
    expect(await see(savedList, w.leader, '/reports/saved')).toContain('Chậm học');
    expect((await post(sharing, w.leader, `/reports/saved/${id}/sharing`, params, { shared: 'yes' })).location).toBe(`/reports/saved/${id}?done=shared`);
    expect(await see(savedList, w.auditor, '/reports/saved')).toContain('Của Đinh Thị Hồng Ngọc');
    const others = await see(saved, w.auditor, `/reports/saved/${id}`, params);
    expect(others).not.toMatch(/deletion|schedule|sharing/);
    const form = await see(schedule, w.leader, `/reports/saved/${id}/schedule`, params);
    expect(form).toContain('Đinh Thị Hồng Ngọc (Anh/Chị)');
    const typed: [string, string][] = [['every', 'WEEK'], ['weekday', '3'], ['monthday', '1'], ['hour', '8'], ['format', 'xlsx'], ['reader', w.leader.id], ['reader', w.auditor.id]];
    expect((await post(schedule, w.leader, `/reports/saved/${id}/schedule`, params, typed)).location).toBe(`/reports/saved/${id}?done=scheduled`);
    expect(await see(saved, w.leader, `/reports/saved/${id}`, params)).toContain('Hằng tuần, Thứ Tư, 8 giờ · Lần tới: 25/11/2026 08:00');
    expect((await post(ending, w.leader, `/reports/saved/${id}/schedule-ending`, params, {})).location).toBe(`/reports/saved/${id}?done=ended`);
    expect((await post(deletion, w.leader, `/reports/saved/${id}/deletion`, params, {})).location).toBe('/reports/saved');
    expect((await get(saved, w.leader, `/reports/saved/${id}`, params)).status).toBe(404);
    expect(await see(savedList, w.leader, '/reports/saved')).toContain('Chưa lưu danh sách nào');
  });

  it('keeps what was typed when its name is taken or missing', async () => {
    await save(w.leader);
    for (const [name, say] of [['Chậm học', 'mang tên này'], ['', 'đặt tên từ 1 đến 120']] as const) {
      const refused = await post(savedList, w.leader, '/reports/saved', {}, { name, question: `subject=certificates&unit=${w.units.ward}` });
      expect(refused.status).toBe(422);
      const html = await see(savedList, w.leader, '/reports/saved', {}, refused.body);
      expect(html).toContain(say);
      expect(html).toMatch(/name="question" value="subject=certificates&amp;unit=/);
    }
  });

  it('says what is wrong with a schedule and keeps the choice', async () => {
    const id = await save(w.leader);
    const refused = await post(schedule, w.leader, `/reports/saved/${id}/schedule`, { report: id }, { every: 'MONTH', weekday: '1', monthday: '32', hour: '8', format: 'csv' });
    expect(refused.status).toBe(422);
    expect(await see(schedule, w.leader, `/reports/saved/${id}/schedule`, { report: id }, refused.body)).toContain('Vui lòng chọn ngày phù hợp');
    const stranger = await post(schedule, w.leader, `/reports/saved/${id}/schedule`, { report: id }, { every: 'MONTH', weekday: '1', monthday: '3', hour: '8', format: 'csv', reader: w.people.an.id });
    expect([stranger.status, JSON.stringify(stranger.body)]).toEqual([422, expect.stringContaining('không có quyền xem phạm vi này')]);
  });

  it('answers a verb that is opened as a page with the list', async () => {
    const id = await save(w.leader);
    for (const module of [sharing, deletion, ending]) expect((await get(module, w.leader, `/reports/saved/${id}/x`, { report: id })).location).toBe(`/reports/saved/${id}`);
  });

  it.each([[[{ role: 'FOCAL_POINT', scope: 'ALL', unitId: null }]], [[{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }]], [[]]] as [Grant[]][])('is closed to %j', async (grants) => {
    const id = await save(w.leader);
    const actor = await makePerson(db, { grants });
    for (const module of [saved, schedule]) expect((await get(module, actor, `/reports/saved/${id}`, { report: id })).status).toBe(403);
    for (const module of [sharing, deletion, ending]) expect((await post(module, actor, `/reports/saved/${id}/x`, { report: id }, { shared: 'no' })).status).toBe(403);
  });
});

describe('a file', () => {
  it('is fetched from its page by its reader, and explains itself once it has expired', async () => {
    const id = await save(w.leader);
    await post(schedule, w.leader, `/reports/saved/${id}/schedule`, { report: id }, { every: 'WEEK', weekday: '3', monthday: '1', hour: '8', format: 'xlsx', reader: w.leader.id });
    const { id: of } = await db.selectFrom('report_schedule').select('id').executeTakeFirstOrThrow();
    clock.set('2026-11-25T01:00:00.000Z');
    await makeReportFiles(testPorts(db, clock), of);
    const { id: made } = await db.selectFrom('report_file').select('id').executeTakeFirstOrThrow();
    const params = { file: made };
    expect(await see(file, w.leader, `/reports/files/${made}`, params)).toContain(`href="/reports/files/${made}/content"`);
    expect(await xlsxRows(await callForFile(fileContent.loader as Route, { db, clock, path: `/reports/files/${made}/content`, params, token: await tokenOf(w.leader) }))).toHaveLength(4);
    for (const module of [file, fileContent]) expect((await get(module, w.auditor, `/reports/files/${made}`, params)).status).toBe(404);
    clock.set('2026-12-10T01:00:00.000Z');
    expect(await see(file, w.leader, `/reports/files/${made}`, params)).toContain('Đã hết hạn tải');
    expect((await get(fileContent, w.leader, `/reports/files/${made}/content`, params)).status).toBe(409);
  });
});
