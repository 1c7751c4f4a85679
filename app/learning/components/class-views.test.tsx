import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import { pageFaults } from '../../../tests/support/render-route.tsx';
import type { OwnClass, OwnClassPage, OwnSession } from '../queries/classes.server.ts';
import type { SessionDesk } from '../queries/session-desk.server.ts';
import type { UnitTraining } from '../queries/unit-training.server.ts';
import { runStates, type RunState } from '../rules/course-run.ts';
import { trainingRecord, type TrainingFact } from '../rules/training-record.ts';
import { AttendancePage } from './attendance-page.tsx';
import { CheckInPage } from './check-in-page.tsx';
import { ClassPage } from './class-page.tsx';
import { Place } from './class-parts.tsx';
import { ClassesPage, NextSessionNotice } from './classes-page.tsx';
import { TrainingRecordPage } from './training-record-page.tsx';
import { UnitTrainingPage } from './unit-training-page.tsx';

const hostile = '<script>alert(1)</script> "Lớp" & ’👩‍💻';
const long = 'Trung tâm Phục vụ hành chính công và Chuyển đổi số của phường có tên rất dài '.repeat(4).trim();
const session = (changes: Partial<OwnSession> = {}): OwnSession => ({ id: 's1', startsAt: '2026-12-02T01:00:00.000Z', endsAt: '2026-12-02T02:30:00.000Z', place: 'Phòng họp A', periods: 2, isPresent: null, checkIn: 'EARLY', ...changes });
const own = (changes: Partial<OwnClass> = {}): OwnClass => ({
  id: 'c1', title: 'Tập huấn', courseSlug: null, courseTitle: null, unitId: 'u', unitName: 'UBND phường Hoa Lư', audienceId: 'u', capacity: 2, lecturer: 'Giảng viên mẫu', lecturerUnit: '', closesAt: '2026-12-01T10:00:00.000Z', openedAt: '2026-11-20T01:00:00.000Z', cancelledAt: null,
  placed: 1, waiting: 0, sessions: 1, periods: 2, startsAt: '2026-12-02T01:00:00.000Z', endsAt: '2026-12-02T02:30:00.000Z', state: 'OPEN', standing: { kind: 'NONE' }, ...changes,
});
const view = (changes: Partial<OwnClassPage> = {}): OwnClassPage => ({ ...own(), about: '', cancelledReason: null, replacesCourse: false, sessionRows: [session()], attended: 0, share: 0, policy: { attendanceShare: 80, checkInMinutes: 30 }, ...changes });
const sessionOn = (now: string) => wordsOf(drawPart(<NextSessionNotice session={{ id: 'r', title: 'Lớp A', startsAt: '2026-12-01T01:00:00.000Z', endsAt: '2026-12-01T04:00:00.000Z', place: 'Hội trường' }} now={now} />));
const draw = (changes: Partial<OwnClassPage> = {}, locale: 'vi' | 'en' = 'vi') => drawPart(<ClassPage view={view(changes)} done={null} />, { locale });
const forms = (markup: string) => [...markup.matchAll(/<form method="post" action="([^"]+)"/g)].map(([, action]) => action);

it.each([
  ['2026-12-01T00:59:59.999Z', 'Buổi học sắp tới: Lớp A'],
  ['2026-12-01T01:00:00.000Z', 'Buổi học đang diễn ra: Lớp A'],
])('at %s the first page says of a session: %s', (now, words) => expect(sessionOn(now)).toContain(words));

describe('the page of a class', () => {
  it.each<[RunState, string[], string[]]>([
    ['OPEN', ['/classes/c1/place'], ['/classes/c1/leaving']],
    ['FULL', ['/classes/c1/place'], ['/classes/c1/leaving']],
    ['CLOSED', [], ['/classes/c1/leaving']],
    ['RUNNING', [], []],
    ['DONE', [], []],
    ['CANCELLED', [], []],
  ])('%s: offers what can be done now and nothing else', (state, stranger, placed) => {
    expect([forms(draw({ state })), forms(draw({ state, standing: { kind: 'PLACED' } })), forms(draw({ state, standing: { kind: 'WAITING', before: 3 } }))]).toEqual([stranger, placed, placed]);
  });

  it('has words for every state in both languages', () => {
    for (const state of runStates) for (const locale of ['vi', 'en'] as const) {
      const markup = draw({ state }, locale);
      expect(pageFaults(markup)).toEqual([]);
      expect(wordsOf(markup)).not.toMatch(/state\.|undefined|null|NaN/);
    }
  });

  it('shows hostile and long words as words', () => {
    const markup = draw({ title: hostile, about: `${hostile}\n${long}`, lecturer: hostile, lecturerUnit: long, unitName: long, courseSlug: 'a', courseTitle: hostile, cancelledReason: hostile, cancelledAt: '2026-11-21T00:00:00.000Z', state: 'CANCELLED', sessionRows: [session({ place: hostile })] });
    expect([markup.includes('<script>'), markup.includes('&lt;script&gt;'), pageFaults(markup)]).toEqual([false, true, []]);
  });

  it('takes a code only from whoever has a place, while it is open, and not twice', () => {
    const card = (changes: Partial<OwnClassPage>) => draw({ state: 'RUNNING', standing: { kind: 'PLACED' }, sessionRows: [session({ checkIn: 'OPEN' })], ...changes }).includes('name="code"');
    expect([card({}), card({ standing: { kind: 'NONE' } }), card({ standing: { kind: 'WAITING', before: 0 } }), card({ cancelledAt: '2026-12-02T00:00:00.000Z', cancelledReason: 'x' }), card({ sessionRows: [session({ checkIn: 'OPEN', isPresent: true })] }), card({ sessionRows: [session({ checkIn: 'LATE' })] }), card({ sessionRows: [] })]).toEqual([true, false, false, false, false, false, false]);
  });

  it('says at its end whether it counts', () => {
    const end = (share: number) => wordsOf(draw({ state: 'DONE', standing: { kind: 'PLACED' }, share, attended: 1.5 }));
    expect([end(80) === end(79), end(80).includes('1,5')]).toEqual([false, true]);
  });

  it.each<[string, boolean]>([['https://vi-du.invalid/hop?a=1&b=2', true], ['http://vi-du.invalid', true], ['javascript:alert(1)', false], ['data:text/html,x', false], ['https://vi-du.invalid mở lúc 8 giờ', false], ['//vi-du.invalid', false], ['Phòng A', false], ['" onclick="alert(1)', false]])('makes %j a link: %s', (place, isLink) => {
    const markup = drawPart(<Place place={place} />);
    expect([markup.includes('<a href='), markup.includes('onclick="alert')]).toEqual([isLink, false]);
  });
});

describe('the lists of classes', () => {
  it('have a way on where there is nothing', () => {
    for (const tab of ['open', 'mine', 'past'] as const) for (const locale of ['vi', 'en'] as const) {
      const markup = drawPart(<ClassesPage classes={{ open: [], mine: [], past: [] }} tab={tab} />, { locale });
      expect([pageFaults(markup), /href="\/(courses|classes\?tab=open)"/.test(markup)]).toEqual([[], true]);
    }
  });

  it('hold a hundred with long names', () => {
    const many = Array.from({ length: 100 }, (_, at) => own({ id: `c${at}`, title: `${long} ${at} ${hostile}` }));
    const markup = drawPart(<ClassesPage classes={{ open: many, mine: [], past: [] }} tab="open" />);
    expect([pageFaults(markup), markup.includes('<script>'), [...markup.matchAll(/href="\/classes\/c\d+"/g)].length]).toEqual([[], false, 100]);
  });

  it('say how many places are free only where one can be taken', () => {
    const words = (changes: Partial<OwnClass>) => wordsOf(drawPart(<ClassesPage classes={{ open: [own(changes)], mine: [], past: [] }} tab="open" />));
    expect([words({}).includes('Còn 1 chỗ'), words({ state: 'FULL', placed: 2 }).includes('Còn')]).toEqual([true, false]);
  });
});

describe('checking in', () => {
  const found = { classId: 'c1', title: hostile, startsAt: '2026-12-02T01:00:00.000Z', endsAt: '2026-12-02T02:30:00.000Z', place: 'Phòng A', isPresent: false, bar: null };
  it('has one button, or a sentence, never both', () => {
    const bar = { vi: 'Chưa đến giờ.', en: 'Too early.' };
    const markup = (changes: object, given: { bar: typeof bar | null; ticket: string | null }) => drawPart(<CheckInPage view={{ found: { ...found, ...changes }, ...given }} />);
    const button = (text: string) => text.includes('name="ticket"');
    const pages = [markup({}, { bar: null, ticket: 'T' }), markup({}, { bar, ticket: null }), markup({}, { bar, ticket: 'T' }), markup({ isPresent: true }, { bar: null, ticket: null })];
    expect(pages.map(button)).toEqual([true, false, false, false]);
    expect(pages.map((page) => wordsOf(page).includes('Chưa đến giờ.'))).toEqual([false, true, true, false]);
    for (const page of pages) expect([pageFaults(page), page.includes('<script>')]).toEqual([[], false]);
  });
});

describe('the list of a session', () => {
  const desk = (changes: Partial<SessionDesk> = {}): SessionDesk => ({ classId: 'c1', title: hostile, unitId: 'u', audienceId: 'u', capacity: 80, isRecordedAfterwards: false, today: '2026-12-02', state: 'RUNNING', mayManage: true, number: 1, session: session(), checkIn: 'OPEN', checkInMinutes: 30, bar: null, people: [], corrections: [], ...changes });
  const people = Array.from({ length: 60 }, (_, at) => ({ id: `p${at}`, staffNo: `CB${at}`, fullName: at === 0 ? hostile : `${long} ${at}`, unitName: at === 1 ? '' : long, isPresent: [true, false, null][at % 3] as boolean | null, source: null }));
  const page = (changes: Partial<SessionDesk> = {}, locale: 'vi' | 'en' = 'vi') => drawPart(<AttendancePage desk={desk(changes)} done={null} />, { locale });

  it('is a form only for whoever manages, once it may begin', () => {
    const ticks = (changes: Partial<SessionDesk>) => [...page({ people, ...changes }).matchAll(/type="checkbox"/g)].length;
    expect([ticks({}), ticks({ mayManage: false }), ticks({ bar: 'not-begun' }), ticks({ bar: 'is-cancelled' }), ticks({ people: [] })]).toEqual([60, 0, 0, 0, 0]);
  });

  it('ticks those who are present and asks for a reason only when something could change', () => {
    const markup = page({ people });
    expect([...markup.matchAll(/<input type="checkbox"[^>]*>/g)].filter(([input]) => input.includes('checked=""'))).toHaveLength(20);
    expect([markup.includes('name="reason"'), page({ people: people.map((one) => ({ ...one, isPresent: null })) }).includes('name="reason"')]).toEqual([true, false]);
  });

  it('is without faults with nobody and with many, in both languages', () => {
    for (const locale of ['vi', 'en'] as const) for (const list of [[], people]) {
      const markup = page({ people: list, corrections: [{ id: 'k', fullName: hostile, wasPresent: 1, reason: hostile, by: long, at: '2026-12-02T01:00:00.000Z' }] }, locale);
      expect([pageFaults(markup), markup.includes('<script>')]).toEqual([[], false]);
    }
  });
});

describe('training periods', () => {
  const holder = { id: 'u', fullName: hostile, staffNo: 'CB1', unitName: long };
  const facts: TrainingFact[] = [
    { kind: 'COURSE', id: 'e1', courseId: 'a', title: hostile, on: '2026-03-10', periods: 4.5 },
    { kind: 'CLASS', id: 'r1', courseId: 'a', replacesCourse: true, title: long, on: '2026-04-10', periods: 4, attended: 4, neededShare: 80 },
    { kind: 'CLASS', id: 'r2', courseId: null, replacesCourse: false, title: 'Lớp vắng', on: '2026-05-10', periods: 5, attended: 3.5, neededShare: 80 },
  ];
  const record = (list: TrainingFact[], isOwn = true, locale: 'vi' | 'en' = 'vi') => drawPart(<TrainingRecordPage view={{ page: { holder, year: 2026, years: [2026, 2025], record: trainingRecord(list) }, share: 80, base: '/training-record', isOwn }} />, { locale });

  it('says on paper whose it is, and leaves the choice of a year to the screen', () => {
    expect(record([])).toMatch(/<p class="print-only">&lt;script&gt;.* · Trung tâm Phục vụ hành chính công/);
    expect(record([], false)).not.toContain('print-only');
    expect(record([])).toMatch(/<form method="get"[^>]*class="inline-form no-print"/);
  });

  it('say of each line what it counts and why not', () => {
    const markup = record(facts);
    expect(rowsOf(markup).map((row) => row.at(-1))).toEqual(['4,5', expect.stringMatching(/^0/), expect.stringContaining('70')]);
    expect(wordsOf(markup)).toContain('Tổng số tiết 4,5');
  });

  it('of nobody and of somebody else, in both languages, have no fault', () => {
    for (const list of [[], facts]) for (const isOwn of [true, false]) for (const locale of ['vi', 'en'] as const) {
      const markup = record(list, isOwn, locale);
      expect([pageFaults(markup), markup.includes('<script>'), markup.includes('href="/courses"')]).toEqual([[], false, isOwn && list.length === 0]);
    }
  });

  it('of a unit divide by nobody without a fault', () => {
    const unit = (people: UnitTraining['people']): UnitTraining => ({ unit: { id: 'u', name: long }, units: [{ id: 'u', name: hostile, depth: 0, parentId: null } as UnitTraining['units'][number]], people, count: people.length, total: 0, without: people.length });
    const page = (people: UnitTraining['people'], locale: 'vi' | 'en' = 'vi') => drawPart(<UnitTrainingPage view={{ unit: unit(people), year: 2026, years: [2026], page: 1, pages: 1 }} />, { locale });
    const one = { id: 'p', staffNo: '', fullName: hostile, positionTitle: '', unitName: long, courses: 0, classes: 0, periods: 0 };
    for (const locale of ['vi', 'en'] as const) for (const people of [[], [one]]) {
      const markup = page(people, locale);
      expect([pageFaults(markup), wordsOf(markup).includes('NaN'), markup.includes('<script>')]).toEqual([[], false, false]);
    }
    expect(page([one])).toContain('href="/units/training/people/p?year=2026"');
  });
});
