import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { asking } from '../../../tests/world/report-lists.ts';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import type { Locale } from '../../platform/i18n/messages.ts';
import { listMessages } from '../messages/lists.ts';
import type { ListPage } from '../queries/list-page.server.ts';
import type { ReportFile } from '../queries/report-file.server.ts';
import type { SavedReport } from '../queries/saved-reports.server.ts';
import { shapes, subjects } from '../rules/list-subjects.ts';
import { ListBuilderPage } from './list-builder-page.tsx';
import { ListResult } from './list-result.tsx';
import { ReportFilePage } from './report-file-page.tsx';
import { SavedReportPage } from './saved-report-page.tsx';
import { SavedReportsPage } from './saved-reports-page.tsx';
import { SchedulePage } from './schedule-page.tsx';

const hostile = '<script>alert(1)</script> "\' & {name} 😀';
const locales: Locale[] = ['vi', 'en'];
const listOf = (search: string, rows: Record<string, string | number | null>[], changes: Partial<ListPage> = {}): ListPage => ({ question: asking(search), rows: rows.map((row, at) => ({ id: `r${at}`, ...row })), count: rows.length, page: 1, pages: 1, units: [], courses: [], ...changes }) as ListPage;
const report = (changes: Partial<SavedReport> = {}): SavedReport => ({ id: '01930000-0000-7000-8000-000000000000', name: hostile, question: asking('subject=units'), ownerId: 'o', ownerName: 'Đinh Thị Hồng Ngọc', isShared: false, updatedAt: '2026-11-22T17:00:00.000Z', ...changes });

describe.each(locales)('a list, in %s', (locale) => {
  const draw = (list: ListPage) => drawPart(createElement(ListResult, { list }), { locale });

  it('of nothing says so, and offers no file of nothing', () => {
    for (const subject of subjects) expect(draw(listOf(`subject=${subject}`, []))).not.toMatch(/<table|\/lists\/file/);
  });

  it('says what is missing with a dash and everything else as people write it', () => {
    const { columns } = shapes.learning;
    const all = columns.map(({ key }) => `&column=${key}`).join('');
    const empty = Object.fromEntries(columns.map(({ key }) => [key, null]));
    const [missing, full] = rowsOf(draw(listOf(`subject=learning${all}`, [empty, { ...empty, name: hostile, due: '2026-12-31', completed: '2026-11-22T17:00:00.000Z', state: 'late', source: 'ASSIGNED', mandatory: 0, score: 0, lessons: 0, round: 12 }])));
    expect(missing?.every((cell) => cell === '–')).toBe(true);
    const at = (key: string) => full?.[columns.findIndex((column) => column.key === key)];
    expect([at('due'), at('completed'), at('lessons'), at('round'), at('state')]).toEqual(['31/12/2026', '23/11/2026', '0', '12', listMessages.in(locale)('value.late')]);
    expect(at('name')).toContain('&lt;script&gt;');
  });

  it('is sorted by its heads: the other way where it is sorted already', () => {
    const html = draw(listOf('subject=learning&sort=due&order=asc&column=name&column=due&column=unit', [{ name: 'A', due: null, unit: null }]));
    const links = [...html.matchAll(/href="(\/reports\/lists\?[^"]*sort=[^"]*)"/g)].map(([, href = '']) => new URLSearchParams(href.replaceAll('&amp;', '&').split('?')[1])).map((search) => `${search.get('sort')} ${search.get('order')}`);
    expect(links).toEqual(expect.arrayContaining(['name asc', 'due desc']));
    expect(links.some((link) => link.startsWith('unit'))).toBe(false);
    expect(html).toContain('aria-sort="ascending"');
  });

  it('has a link to each neighbour page with the whole question', () => {
    const html = draw(listOf('subject=certificates&state=revoked&from=2026-01-01', [{ number: '1' }], { count: 151, page: 2, pages: 4 }));
    for (const page of [3, 4]) expect(html).toMatch(new RegExp(`state=revoked&amp;from=2026-01-01[^"]*page=${page}"`));
    expect(html).toMatch(/reports\/lists\/file\?[^"]*state=revoked[^"]*format=csv/);
  });
});

describe('the builder', () => {
  const draw = (search: string, changes: Partial<ListPage> = {}, fault: 'day' | 'order' | null = null, typed = { from: '', to: '' }) => drawPart(createElement(ListBuilderPage, { list: listOf(search, [], changes), fault, typed }));

  it.each([...subjects])('of %s has exactly its conditions and columns', (subject) => {
    const html = draw(`subject=${subject}`);
    const { states, hasPeriod, columns } = shapes[subject];
    expect([html.includes('name="state"'), html.includes('name="from"'), html.match(/name="column"/g)?.length]).toEqual([states.length > 0, hasPeriod, columns.length]);
    expect(html.match(/name="column"[^>]*checked|checked[^>]*name="column"/g)?.length).toBe(columns.filter(({ isUsual }) => isUsual).length);
  });

  it('shows days as people write them and keeps what is none', () => {
    const html = draw('', {}, 'day', { from: '2026-11-01', to: hostile });
    expect([html.includes('value="01/11/2026"'), html.includes('<script>'), html.includes('id="to-error"'), html.includes('id="from-error"')]).toEqual([true, false, true, false]);
  });

  it('keeps the unit when another subject is chosen, and names units and courses as they are called', () => {
    const unit = '01930000-0000-7000-8000-000000000000';
    const html = draw(`unit=${unit}`, { units: [{ id: unit, name: hostile, depth: 1 }], courses: [{ slug: 'a', title: 'Uỷ ban nhân dân phường '.repeat(20) }] });
    expect(html).toContain(`<input type="hidden" name="unit" value="${unit}"/>`);
    expect(html).not.toContain('<script>');
  });
});

describe.each(locales)('what is kept, in %s', (locale) => {
  it('is listed, or not there at all', () => {
    const none = drawPart(createElement(SavedReportsPage, { own: [], shared: [], refused: undefined }), { locale });
    expect([none.includes('href="/reports/lists"'), none.includes('id="own"')]).toEqual([true, false]);
    const many = drawPart(createElement(SavedReportsPage, { own: Array.from({ length: 100 }, (_, at) => report({ id: `r${at}` })), shared: [report({ id: 's', isShared: true })], refused: undefined }), { locale });
    expect([many.match(/href="\/reports\/saved\/r\d+"/g)?.length, many.includes('<script>'), wordsOf(many).includes('23/11/2026 00:00'), wordsOf(many).includes('Đinh Thị Hồng Ngọc')]).toEqual([100, false, true, true]);
  });

  it('is shown to others without anything that they could change', () => {
    const draw = (isOwn: boolean) => drawPart(createElement(SavedReportPage, { report: { ...report(), isOwn }, schedule: null, files: [], unitName: null, courseTitle: null, done: undefined }), { locale });
    expect([draw(true).match(/<form/g)?.length, draw(false).includes('<form'), draw(false).includes('<script>')]).toEqual([2, false, false]);
  });

  it('names a course that is gone by its address, and the last day of a month as it was chosen', () => {
    const schedule = { id: 's', every: 'MONTH' as const, onDay: 31, atHour: 6, format: 'csv' as const, nextAt: '2026-11-29T23:00:00.000Z', readers: [{ id: 'a', fullName: hostile }, { id: 'b', fullName: 'Trần Đức Thịnh' }] };
    const files = [{ id: 'f1', madeAt: '2026-10-30T23:00:00.000Z', expiresAt: '2026-11-13T23:00:00.000Z', rowCount: 50_000, isReady: true }, { id: 'f2', madeAt: '2026-09-30T23:00:00.000Z', expiresAt: '2026-10-14T23:00:00.000Z', rowCount: 40_000, isReady: false }];
    const html = drawPart(createElement(SavedReportPage, { report: { ...report({ question: asking('course=da-bo&from=2026-01-01') }), isOwn: true }, schedule, files, unitName: null, courseTitle: null, done: 'scheduled' }), { locale });
    for (const word of ['da-bo', '01/01/2026', '30/11/2026 06:00', '31', 'Trần Đức Thịnh']) expect(wordsOf(html)).toContain(word);
    expect([html.includes('<script>'), html.includes('href="/reports/files/f1"'), html.includes('/reports/files/f2'), wordsOf(html).includes('01/10/2026')]).toEqual([false, true, false, true]);
  });
});

describe('the form of a schedule', () => {
  const readers = [{ id: 'me', fullName: 'Đinh Thị Hồng Ngọc', unitName: null }, { id: 'you', fullName: hostile, unitName: 'UBND tỉnh' }];
  const checked = (html: string) => [...html.matchAll(/<input\b[^>]*name="reader\[\]"[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes('checked')).map((tag) => /value="(\w+)"/.exec(tag)?.[1]);
  const draw = (changes: object) => drawPart(createElement(SchedulePage, { report: report(), schedule: null, readers, ownId: 'me', refused: undefined, ...changes }));

  it('begins with oneself, shows what was set, and what was ticked when it is refused', () => {
    const schedule = { id: 's', every: 'WEEK' as const, onDay: 5, atHour: 8, format: 'csv' as const, nextAt: '2026-11-29T23:00:00.000Z', readers: [{ id: 'you', fullName: 'x' }] };
    const refused = (reader?: string) => ({ ok: false as const, faults: { reader: { vi: 'Không', en: 'No' } }, values: { every: 'MONTH', ...(reader === undefined ? {} : { reader }) } });
    expect([checked(draw({})), checked(draw({ schedule })), checked(draw({ schedule, refused: refused('me\nyou') })), checked(draw({ schedule, refused: refused() }))]).toEqual([['me'], ['you'], ['me', 'you'], []]);
    expect(draw({ readers: [] })).not.toContain('name="reader[]"');
    expect(draw({})).not.toContain('<script>');
  });
});

describe.each(locales)('a file, in %s', (locale) => {
  const file: ReportFile = { id: 'f1', madeAt: '2026-11-22T17:00:00.000Z', expiresAt: '2026-12-06T17:00:00.000Z', rowCount: 1_234, format: 'xlsx', fileName: 'a.xlsx', reportId: 'r1', name: hostile, deletedAt: null, question: asking('subject=units'), state: 'ready' };
  it.each([['ready', true], ['expired', false], ['rights', false]] as const)('that is %s can be fetched: %s, and always has a way on', (state, isFetched) => {
    const html = drawPart(createElement(ReportFilePage, { file: { ...file, state } }), { locale });
    expect([html.includes('/reports/files/f1/content'), html.includes('href="/reports/lists?subject=units'), html.includes('<script>'), html.includes('href="/reports/saved/r1"')]).toEqual([isFetched, !isFetched, false, true]);
  });

  it('of a list that was deleted does not lead there', () => {
    expect(drawPart(createElement(ReportFilePage, { file: { ...file, deletedAt: '2026-11-23T01:00:00.000Z' } }), { locale })).not.toContain('href="/reports/saved/r1"');
  });
});
