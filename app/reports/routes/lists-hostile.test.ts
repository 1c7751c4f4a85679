import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { rowsOf } from '../../../tests/support/page.tsx';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { call, callForFile, testPorts } from '../../../tests/world/calls.ts';
import { enrolled } from '../../../tests/world/courses.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { makeReportWorld, type ReportWorld } from '../../../tests/world/report-lists.ts';
import { csvRows, exportsOf } from '../../../tests/world/sheets.ts';
import type { Actor, Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { makeReportFiles } from '../commands/make-report-files.server.ts';
import * as file from './report-file.tsx';
import * as fileContent from './report-file-content.ts';
import * as lists from './report-lists.tsx';
import * as listsFile from './report-lists-file.ts';
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
interface Refused {
  status: number;
  body: unknown;
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
const see = async (module: PageModule, actor: Actor, path: string, params: Record<string, string> = {}, sent?: unknown, locale: Locale = 'vi') => {
  const { status, body } = await get(module, actor, path, params);
  expect(status).toBe(200);
  const html = renderRoute(module, { data: body, path, sent, locale });
  expect(pageFaults(html)).toEqual([]);
  return html;
};
const save = async (actor: Actor, question = `subject=learning&unit=${w.units.ward}&course=an-toan`, name = 'Chậm học') => /saved\/([\w-]+)\?/.exec((await post(savedList, actor, '/reports/saved', {}, { name, question })).location ?? '')?.[1] ?? '';
const take = async (actor: Actor, query: string) => callForFile(listsFile.loader as Route, { db, clock, path: `/reports/lists/file?${query}`, token: await tokenOf(actor) });
const fieldsIn = (html: string, name: string) => [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes(`name="${name}"`));

describe('a schedule as the page sends it', () => {
  const typed: [string, string][] = [['every', 'MONTH'], ['weekday', '5'], ['monthday', '31'], ['hour', '21'], ['format', 'csv']];

  it('reaches everybody whose box was ticked, not only the last', async () => {
    const id = await save(w.leader);
    const path = `/reports/saved/${id}/schedule`;
    const boxes = fieldsIn(await see(schedule, w.leader, path, { report: id }), 'reader[]');
    expect(boxes).toHaveLength(2);
    expect(boxes[0]).toMatch(/id="reader"/);
    const ticked = boxes.map((tag): [string, string] => ['reader[]', /value="([^"]+)"/.exec(tag)?.[1] ?? '']);
    expect((await post(schedule, w.leader, path, { report: id }, [...typed, ...ticked])).location).toBe(`/reports/saved/${id}?done=scheduled`);
    expect((await db.selectFrom('report_reader').select('user_id').execute()).map((row) => row.user_id).toSorted()).toEqual([w.leader.id, w.auditor.id].toSorted());
    expect(await see(saved, w.leader, `/reports/saved/${id}`, { report: id })).toContain('Hằng tháng, ngày 31, 21 giờ · Lần tới: 30/11/2026 21:00');
    const again = fieldsIn(await see(schedule, w.leader, path, { report: id }), 'reader[]');
    expect(again.filter((tag) => tag.includes('checked'))).toHaveLength(2);
  });

  it('is shown again as it was filled in when a field is wrong, and when the command refuses', async () => {
    const id = await save(w.leader);
    const path = `/reports/saved/${id}/schedule`;
    const keeps = async (refused: Refused) => {
      expect(refused.status).toBe(422);
      const html = await see(schedule, w.leader, path, { report: id }, refused.body);
      expect(fieldsIn(html, 'every').find((tag) => tag.includes('value="MONTH"'))).toContain('checked');
      expect(html).toMatch(/<option[^>]*value="csv"[^>]*selected|<option[^>]*selected[^>]*value="csv"/);
      expect(html).toMatch(/<option[^>]*value="21"[^>]*selected|<option[^>]*selected[^>]*value="21"/);
      const checked = fieldsIn(html, 'reader[]').filter((tag) => tag.includes('checked'));
      expect([checked.length, checked[0]?.includes(w.auditor.id)]).toEqual([1, true]);
      return html;
    };
    const wrong = typed.map(([name, value]): [string, string] => [name, name === 'monthday' ? '32' : value]);
    expect(await keeps(await post(schedule, w.leader, path, { report: id }, [...wrong, ['reader[]', w.auditor.id]]))).toContain('Vui lòng chọn ngày phù hợp');
    const html = await keeps(await post(schedule, w.leader, path, { report: id }, [...typed, ['reader[]', w.auditor.id], ['reader[]', w.people.an.id]]));
    expect(html).toContain('href="#reader"');
    expect(html).toMatch(/<option[^>]*value="31"[^>]*selected|<option[^>]*selected[^>]*value="31"/);
  });

  it('without anybody ticked goes to whoever set it', async () => {
    const id = await save(w.leader);
    expect((await post(schedule, w.leader, `/reports/saved/${id}/schedule`, { report: id }, typed)).status).toBe(303);
    expect((await db.selectFrom('report_reader').select('user_id').execute()).map((row) => row.user_id)).toEqual([w.leader.id]);
  });
});

describe('a period in an address', () => {
  const errorOf = (html: string, field: string) => new RegExp(`id="${field}-error"`).test(html);

  it.each([
    ['from=31/02/2026', [true, false]], ['to=31/02/2026', [false, true]], ['from=x&to=y', [true, true]], ['from=02/03/2026&to=01/03/2026', [true, false]], ['from=01/03/2026&to=02/03/2026', [false, false]],
  ])('%s tells the fault at the field that has it', async (query, expected) => {
    const html = await see(lists, w.leader, `/reports/lists?${query}`);
    expect([errorOf(html, 'from'), errorOf(html, 'to')]).toEqual(expected);
  });

  it('that is none gives no file of something else', async () => {
    for (const query of ['from=31/02/2026', 'to=hôm qua', 'from=2026-03-02&to=2026-03-01']) expect((await get(listsFile, w.leader, `/reports/lists/file?${query}&format=csv`)).status).toBe(422);
    expect(await exportsOf(db)).toEqual([]);
    expect((await take(w.leader, 'subject=units&from=31/02/2026&format=csv')).status).toBe(200);
  });

  it('stands on the page of the kept list', async () => {
    const id = await save(w.leader, `subject=learning&unit=${w.units.ward}&from=01/11/2026&to=30/11/2026&state=late`);
    const html = await see(saved, w.leader, `/reports/saved/${id}`, { report: id });
    for (const word of ['01/11/2026', '30/11/2026', 'Quá hạn', 'UBND phường Hoa Lư']) expect(html).toContain(word);
    expect(html).toMatch(/from=2026-11-01&amp;to=2026-11-30/);
  });
});

describe('hostile addresses and forms', () => {
  it.each(['page=-1', 'page=99999999999999999999', 'page=1e9', 'page=%00', 'column=%F0%9F%98%80&sort=%27', 'subject=%3Cscript%3E', 'unit=&course=&state=&from=&to=', `course=${'a'.repeat(5_000)}`])('?%s is a page like another', async (query) => {
    const html = await see(lists, w.leader, `/reports/lists?${query}`);
    expect(html).not.toContain('<script>');
  });

  it.each(['exe', '', '../xlsx', 'CSV'])('a file of the kind %j is a workbook', async (format) => {
    const answer = await take(w.leader, `subject=units&format=${encodeURIComponent(format)}`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="danh-sach-units-2026-11-23.xlsx"');
  });

  it('says every hostile name as words, on the page and in the file', async () => {
    const name = '=HYPERLINK("http://x","<img src=x onerror=alert(1)>") 😀 O\'Brien';
    const person = await makePerson(db, { unitId: w.units.office, fullName: name });
    await enrolled(db, person.id, w.other);
    await db.updateTable('org_unit_version').set({ name: '"Phòng" <b>một</b>; & hai' }).where('unit_id', '=', w.units.office).execute();
    for (const locale of ['vi', 'en'] as const) {
      const html = await see(lists, w.leader, '/reports/lists?course=de-an&column=name&column=unit', {}, undefined, locale);
      expect([html.includes('<img src=x'), html.includes('<b>một'), html.includes('&lt;img src=x')]).toEqual([false, false, true]);
    }
    expect(await csvRows(await take(w.leader, 'course=de-an&column=name&column=unit&format=csv'))).toEqual([['Họ và tên', 'Đơn vị'], [`'${name}`, '"Phòng" <b>một</b>; & hai']]);
  });

  it('with ten million letters are refused before they are read, and nothing is kept', async () => {
    const answer = await post(savedList, w.leader, '/reports/saved', {}, { name: 'a', question: 'x'.repeat(10_000_000) });
    expect(answer.status).toBe(413);
    const long = await post(savedList, w.leader, '/reports/saved', {}, { name: 'Tên vẫn còn', question: `course=${'x'.repeat(5_000)}` });
    expect([long.status, (long.body as { values: Record<string, string> }).values['name']]).toEqual([422, 'Tên vẫn còn']);
    expect(await see(savedList, w.leader, '/reports/saved', {}, long.body)).toContain('value="Tên vẫn còn"');
    expect((await post(savedList, w.leader, '/reports/saved', {}, { question: 'subject=units' })).status).toBe(422);
    expect(await db.selectFrom('saved_report').select('id').execute()).toEqual([]);
  });

  it('with what is no id are not found, and with a half form refused', async () => {
    const id = await save(w.leader);
    for (const report of ['x', "1' or '1'='1", '../..', newId()]) for (const module of [saved, schedule]) expect((await get(module, w.leader, '/reports/saved/x', { report })).status).toBe(404);
    for (const name of ['x', newId()]) for (const module of [file, fileContent]) expect((await get(module, w.leader, '/reports/files/x', { file: name })).status).toBe(404);
    for (const shared of ['', 'YES', 'maybe']) expect((await post(sharing, w.leader, '/x', { report: id }, { shared })).status).toBe(422);
    expect((await post(schedule, w.leader, '/x', { report: id }, {})).status).toBe(422);
    expect(await db.selectFrom('saved_report').select('shared_at').execute()).toEqual([{ shared_at: null }]);
  });

  it('do the same once, however often they are sent', async () => {
    const id = await save(w.leader);
    for (let times = 0; times < 2; times += 1) expect((await post(sharing, w.leader, '/x', { report: id }, { shared: 'yes' })).location).toBe(`/reports/saved/${id}?done=shared`);
    for (let times = 0; times < 2; times += 1) expect((await post(ending, w.leader, '/x', { report: id }, {})).location).toBe(`/reports/saved/${id}?done=ended`);
    expect((await post(deletion, w.leader, '/x', { report: id }, {})).status).toBe(303);
    expect((await post(deletion, w.leader, '/x', { report: id }, {})).status).toBe(404);
    expect((await db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action)).toEqual(['report.share', 'report.delete']);
  });
});

describe('rights over lists and files', () => {
  const roles: [Role, number][] = [['UNIT_LEADER', 200], ['TRAINING_ADMIN', 200], ['AUDITOR', 200], ['SYSTEM_ADMIN', 200], ['FOCAL_POINT', 403], ['STANDING_AGENCY', 403], ['CONTENT_EDITOR', 403], ['ANSWER_APPRAISER', 403], ['LEARNER', 403]];

  it.each(roles)('%s: %d', async (role, status) => {
    const actor = await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    for (const module of [lists, savedList, listsFile]) expect((await get(module, actor, '/reports/lists')).status).toBe(status);
    expect((await post(savedList, actor, '/reports/saved', {}, { name: 'Một', question: 'subject=units' })).status).toBe(status === 200 ? 303 : 403);
  });

  it('a leader of another subtree finds nothing of what a leader keeps, shares and is sent', async () => {
    const id = await save(w.leader);
    await post(sharing, w.leader, '/x', { report: id }, { shared: 'yes' });
    await post(schedule, w.leader, '/x', { report: id }, { every: 'WEEK', weekday: '3', monthday: '1', hour: '8', format: 'xlsx', 'reader[]': w.leader.id });
    clock.set('2026-11-25T01:00:00.000Z');
    await makeReportFiles(testPorts(db, clock), (await db.selectFrom('report_schedule').select('id').executeTakeFirstOrThrow()).id);
    const made = (await db.selectFrom('report_file').select('id').executeTakeFirstOrThrow()).id;
    const other = await makePerson(db, { unitId: w.units.elsewhere, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.elsewhere }] });
    expect(await see(savedList, other, '/reports/saved')).not.toContain('Chậm học');
    for (const module of [saved, schedule]) expect((await get(module, other, '/x', { report: id })).status).toBe(404);
    for (const module of [sharing, deletion, ending]) expect((await post(module, other, '/x', { report: id }, { shared: 'no' })).status).toBe(404);
    for (const module of [file, fileContent]) expect((await get(module, other, '/x', { file: made })).status).toBe(404);
    expect((await post(savedList, other, '/reports/saved', {}, { name: 'Xem trộm', question: `unit=${w.units.ward}` })).status).toBe(404);
    const own = await see(file, w.leader, `/reports/files/${made}`, { file: made }, undefined, 'en');
    expect(own).toContain('Download');
  });

  it('strangers are sent to sign in, and forms keep nothing of theirs', async () => {
    for (const module of [lists, savedList, saved, schedule, file, fileContent, listsFile]) expect((await call(module.loader as Route, { db, clock, path: '/reports/x', params: { report: newId(), file: newId() } })).location).toMatch(/^\/sign-in/);
    expect((await call(savedList.action as Route, { db, clock, path: '/reports/saved', form: { name: 'a', question: '' } })).location).toMatch(/^\/sign-in/);
  });
});

it('a long list is cut into pages that are walked by links, without losing the question', async () => {
  for (let n = 0; n < 51; n += 1) await enrolled(db, (await makePerson(db, { unitId: w.units.office, fullName: `Người ${String(n).padStart(2, '0')}` })).id, w.other);
  const first = await see(lists, w.leader, '/reports/lists?course=de-an&sort=name&column=name');
  const next = /href="([^"]*course=de-an[^"]*page=2[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect([rowsOf(first).length, next.startsWith('/reports/lists?')]).toEqual([50, true]);
  const second = await see(lists, w.leader, next);
  expect(rowsOf(second)).toHaveLength(1);
  expect(rowsOf(await see(lists, w.leader, next.replace('page=2', 'page=777')))).toEqual(rowsOf(second));
});
