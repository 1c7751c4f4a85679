import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { call, callForFile } from '../../../tests/world/calls.ts';
import { facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { csvRows, exportsOf, xlsxRows } from '../../../tests/world/sheets.ts';
import type { Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { AssignmentPreviewPeople, type PreviewPeopleView } from '../components/assignment-preview-people.tsx';
import { previewPeoplePage, previewPeoplePerPage } from '../queries/preview-people.server.ts';
import { rulePreview } from '../queries/assignment-preview.server.ts';
import { everybody } from '../rules/assignment-rule.ts';
import * as heldFile from '../routes/assignment-people-file.ts';
import * as previewFile from '../routes/assignment-preview-file.ts';
import * as peoplePage from '../routes/assignment-preview-people.tsx';
import * as previewPage from '../routes/assignment-preview.tsx';
import { openRuleVersion, saveWho } from './draft-rule.server.ts';
import { grantExemption } from './grant-exemption.server.ts';

let w: AssignmentWorld;
beforeEach(async () => {
  w = await assignmentWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

const asked = async (actor: Actor, rule: string, query = '') => ({ db: w.db, clock: w.clock, path: `/admin/assignments/${rule}/file${query}`, params: { rule }, token: await makeSession(w.db, { ...actor, sessionId: newId() }, w.clock.now().toISOString()) });
const take = async (route: { loader: unknown }, actor: Actor, rule: string, query = '') => callForFile(route.loader as never, await asked(actor, rule, query));
const answer = async (route: { loader: unknown }, actor: Actor, rule: string, query = '') => call(route.loader as never, await asked(actor, rule, query));
const staff = (fullName: string, unitId: string, staffNo: string) => makePerson(w.db, { fullName, unitId, staffNo });
/** A rule over everybody of whom a change lets the other commune go. */
async function changed(): Promise<{ id: string; begun: Actor; waits: Actor }> {
  const begun = await staff('Trần Đạt', w.units.other, '0012');
  const waits = await staff('Nguyễn An', w.units.other, '0007');
  const id = await w.force();
  await happened(w.db, begun.id, w.course, '2026-11-01T01:00:00.000Z', facts.opened(w.course));
  await openRuleVersion(w.ports, w.admin, id);
  await saveWho(w.ports, w.admin, id, { revision: (await w.rule(id)).revision, name: 'Chỉ phường', who: { ...everybody, units: [w.units.ward] } });
  await staff('=Ân', w.units.office, '0003');
  return { id, begun, waits };
}

describe('everybody whom a preview means', () => {
  it('is as many as the preview counts, by name, each with a course and what becomes of it', async () => {
    const { id } = await changed();
    const preview = await rulePreview(w.db, w.admin, await w.rule(id), w.today());
    const [added, removed] = [await previewPeoplePage(w.db, await w.rule(id), { group: 'added', page: 1, on: null }, w.today()), await previewPeoplePage(w.db, await w.rule(id), { group: 'removed', page: 9, on: null }, w.today())];
    expect(added.counts).toEqual({ added: preview.courses[0]?.counts.ADDED, removed: Object.values(preview.released).reduce((sum, n) => sum + n, 0) });
    expect(added.rows.map(({ fullName, release }) => [fullName, release])).toEqual([['=Ân', null]]);
    // The administrator of the province is let go of as well; names are sorted as Vietnamese sorts them.
    expect(removed.rows.map(({ fullName, release }) => [fullName, release])).toEqual([['Nguyễn An', 'NOT_BEGUN'], ['Trần Đạt', 'KEPT'], ['Vũ Minh Tuệ', 'NOT_BEGUN']]);
    expect(removed.page).toBe(1);
  });

  it('goes page by page, and two courses are two rows', async () => {
    const second = await makeCourse(w.db, { slug: 'thu-hai', title: 'Thứ hai' });
    for (let n = 0; n < previewPeoplePerPage; n += 1) await staff(`Người ${String(n).padStart(3, '0')}`, w.units.office, `A${n}`);
    const id = await w.draft({ what: { courses: [w.course.courseId, second.courseId] } });
    const pages = [];
    for (const page of [1, 2, 3]) pages.push(await previewPeoplePage(w.db, await w.rule(id), { group: 'added', page, on: null }, w.today()));
    const all = pages.flatMap(({ rows }) => rows.map(({ userId, courseId }) => `${userId} ${courseId}`));
    expect([pages[0]?.pages, all.length, new Set(all).size]).toEqual([3, (previewPeoplePerPage + 2) * 2, (previewPeoplePerPage + 2) * 2]);
  });

  it('is worked out for the day that is asked for: whoever leaves or is exempted by then is not among them', async () => {
    const [leaves, exempt] = [await staff('Sắp nghỉ', w.units.office, '1'), await staff('Sắp miễn', w.units.office, '2')];
    await w.db.updateTable('user_account').set({ left_on: '2026-12-15' }).where('id', '=', leaves.id).execute();
    await grantExemption(w.ports, w.admin, { id: newId(), userId: exempt.id, courseId: null, kind: 'LONG_LEAVE', reason: 'Nghỉ phép', validFrom: '2026-12-10', lastDay: '2027-01-31' });
    const id = await w.draft({ who: { units: [w.units.office] } });
    const on = async (day: string | null) => (await previewPeoplePage(w.db, await w.rule(id), { group: 'added', page: 1, on: day }, w.today())).rows.map(({ fullName }) => fullName);
    expect([await on(null), await on('2026-12-12'), await on('2026-12-20'), await on('2027-02-01')]).toEqual([['Sắp miễn', 'Sắp nghỉ'], ['Sắp nghỉ'], [], ['Sắp miễn']]);
    // A day that is over is today, and one before the rule begins is its first.
    expect(await on('2020-01-01')).toEqual(['Sắp miễn', 'Sắp nghỉ']);
    const later = await w.draft({ who: { units: [w.units.office] }, validFrom: '2026-12-20' });
    expect((await previewPeoplePage(w.db, await w.rule(later), { group: 'added', page: 1, on: '2026-12-01' }, w.today())).on).toBe('2026-12-20');
  });

  it('is shown on a page with both groups, its files and the way back, also when nobody is there', async () => {
    const { id } = await changed();
    const body = async (query: string) => (await answer(peoplePage, w.admin, id, query)).body as PreviewPeopleView;
    const markup = drawPart(<AssignmentPreviewPeople {...await body('?group=removed&on=2026-12-01')} />);
    expect(rowsOf(markup)).toHaveLength(3);
    expect(wordsOf(markup)).toContain('01/12/2026');
    for (const href of ['/preview/people/file?group=removed&amp;on=2026-12-01&amp;format=xlsx', `/admin/assignments/${id}/preview?on=2026-12-01`]) expect(markup).toContain(href);
    const nobody = await w.draft({ who: { positions: ['khong ai'] } });
    expect(wordsOf(drawPart(<AssignmentPreviewPeople {...((await answer(peoplePage, w.admin, nobody)).body as PreviewPeopleView)} />))).toContain('Không có ai trong nhóm này');
    for (const bad of ['?on=32/13/2026', '?on=%00', '?group=x&page=-1']) expect((await answer(peoplePage, w.admin, id, bad)).status).toBe(200);
    expect(((await answer(previewPage, w.admin, id, '?on=2026-12-01')).body as { preview: { on: string } }).preview.on).toBe('2026-12-01');
  });

  it('is for whoever may change the rule', async () => {
    const { id } = await changed();
    const stranger = await makePerson(w.db, { unitId: w.units.ward });
    for (const route of [peoplePage, previewFile]) {
      expect((await answer(route, stranger, id)).status).toBe(403);
      expect((await answer(route, w.wardAdmin, id)).status).not.toBe(200);
    }
    expect(await exportsOf(w.db)).toEqual([]);
  });
});

describe('the same as a file', () => {
  it('holds every row, calculates nothing, and is recorded before it leaves', async () => {
    const { id } = await changed();
    expect(await xlsxRows(await take(previewFile, w.admin, id, '?group=removed'))).toEqual([
      ['Số hiệu', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Khoá học', 'Khoá học sẽ ra sao'],
      ['0007', 'Nguyễn An', 'Công chức', 'UBND xã Gia Viễn', 'An toàn thông tin', 'Chưa bắt đầu: khoá học được rút lại'],
      ['0012', 'Trần Đạt', 'Công chức', 'UBND xã Gia Viễn', 'An toàn thông tin', 'Đang học dở: giữ khoá học, thành tự chọn, không còn hạn'],
      [expect.any(String), 'Vũ Minh Tuệ', 'Công chức', 'UBND tỉnh Ninh Bình', 'An toàn thông tin', 'Chưa bắt đầu: khoá học được rút lại'],
    ]);
    expect((await csvRows(await take(previewFile, w.admin, id, '?group=added&format=csv'))).map((row) => row[1])).toEqual(['Họ và tên', "'=Ân"]);
    expect(await exportsOf(w.db)).toEqual([
      { by: w.admin.id, list: 'rule-preview', details: { rows: 3, format: 'xlsx', ruleId: id, group: 'removed' } },
      { by: w.admin.id, list: 'rule-preview', details: { rows: 1, format: 'csv', ruleId: id, group: 'added' } },
    ]);
  });

  it('of the people under a rule holds what the page holds for this reader, with days as days', async () => {
    await staff('Trần Đạt', w.units.office, '0012');
    await staff('Nguyễn An', w.units.other, '0007');
    const id = await w.force();
    const [heads, ...all] = await xlsxRows(await take(heldFile, w.admin, id));
    expect(heads?.slice(0, 5)).toEqual(['Số hiệu', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Khoá học']);
    expect(all).toHaveLength(4);
    expect(all.find((row) => row[1] === 'Trần Đạt')?.slice(5)).toEqual([new Date('2026-11-23'), new Date('2026-12-23'), 'Theo quy tắc này', null]);
    expect((await xlsxRows(await take(heldFile, w.wardAdmin, id))).slice(1).map((row) => row[1])).toEqual(['Lê Hoài Ân', 'Trần Đạt']);
    expect((await xlsxRows(await take(heldFile, w.admin, id, '?q=nguyen'))).slice(1).map((row) => row[1])).toEqual(['Nguyễn An']);
    expect((await exportsOf(w.db)).map(({ list, details }) => [list, details['rows']])).toEqual([['rule-people', 4], ['rule-people', 2], ['rule-people', 1]]);
    const stranger = await makePerson(w.db, { unitId: w.units.ward });
    expect((await answer(heldFile, stranger, id)).status).toBe(403);
  });
});
