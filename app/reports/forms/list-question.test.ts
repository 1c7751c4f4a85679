import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asking } from '../../../tests/world/report-lists.ts';
import { shapes, subjects, usualSort } from '../rules/list-subjects.ts';
import { listsHref, pageIn, periodFault, writeQuestion } from './list-question.ts';
import { saveForm, scheduleForm } from './saved-report.ts';

const unit = '01930000-0000-7000-8000-000000000000';

describe('readQuestion', () => {
  it('begins with learning, its usual columns and the order of names', () => {
    expect(asking('')).toEqual({ subject: 'learning', columns: shapes.learning.columns.filter(({ isUsual }) => isUsual).map(({ key }) => key), sort: 'name', descending: false });
  });

  it('reads what an address says, days also as people write them', () => {
    expect(asking(`subject=certificates&unit=${unit}&course=an-toan&state=revoked&from=01/02/2026&to=2026-02-28&column=name&column=number&sort=valid&order=asc`)).toEqual({ subject: 'certificates', unit, course: 'an-toan', state: 'revoked', from: '2026-02-01', to: '2026-02-28', columns: ['number', 'name'], sort: 'valid', descending: false });
  });

  it.each([
    ['an unknown subject', 'subject=passwords', { subject: 'learning' }],
    ['a state of another subject', 'subject=certificates&state=late', { state: undefined }],
    ['a unit that is none', "unit=1' or '1'='1", { unit: undefined }],
    ['a course that is none', 'course=../../etc', { course: undefined }],
    ['31 February', 'from=31/02/2026&to=2026-02-31', { from: undefined, to: undefined }],
    ['a period where there is none', 'subject=units&from=2026-01-01', { from: undefined }],
    ['columns of the database', 'column=u.password_hash&column=name', { columns: ['name'] }],
    ['an order of the database', 'sort=u.email;drop table x&order=desc', { sort: 'name', descending: false }],
    ['a column that cannot be sorted by', 'sort=unit', { sort: 'name' }],
  ])('leaves out %s', (_what, search, expected) => expect(asking(search)).toMatchObject(Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined))));

  it('understands whatever it has written, and writes only what it understands', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    const search = fc.record({ subject: fc.constantFrom(...subjects, 'x'), unit: fc.constantFrom(unit, '', 'x'), course: text, state: fc.constantFrom('late', 'revoked', 'read', ''), from: fc.constantFrom('2026-01-01', '31/02/2026', 'x'), sort: fc.constantFrom('name', 'due', 'share', 'x'), order: fc.constantFrom('asc', 'desc', 'x') });
    fc.assert(
      fc.property(search, fc.array(fc.constantFrom('name', 'unit', 'course', 'x')), (typed, columns) => {
        const params = new URLSearchParams(typed);
        for (const column of columns) params.append('column', column);
        const question = asking(params.toString());
        expect(asking(writeQuestion(question))).toEqual(question);
      }),
    );
  });
});

it('every subject is sorted by a column that it has', () => {
  for (const subject of subjects) expect(shapes[subject].columns.find(({ key }) => key === usualSort[subject].key)?.canSort).toBe(true);
});

it.each([['', null], ['from=01/02/2026&to=28/02/2026', null], ['from=31/02/2026', 'day'], ['to=hôm qua', 'day'], ['from=2026-02-02&to=2026-02-01', 'order']])('a period of %j has the fault %j', (search, fault) => {
  expect(periodFault(new URLSearchParams(search))).toBe(fault);
});

it('an address keeps its page, unless it is the first', () => {
  expect(listsHref(asking('subject=units'), 3)).toMatch(/^\/reports\/lists\?subject=units&.*&page=3$/);
  expect(listsHref(asking(''), 1)).not.toContain('page=');
  expect([pageIn(new URLSearchParams('page=7')), pageIn(new URLSearchParams('page=-1')), pageIn(new URLSearchParams('page=x')), pageIn(new URLSearchParams())]).toEqual([7, 1, 1, 1]);
});

describe('forms', () => {
  it('keep a question as the builder would show it, and a name in one line', () => {
    expect(saveForm.parse({ name: '  Chậm\n\thọc\u200b ', question: 'subject=units&column=x&evil=1' })).toEqual({ name: 'Chậm học', question: writeQuestion(asking('subject=units')) });
    for (const name of ['', '   ', '\u200b', 'a'.repeat(121)]) expect(saveForm.safeParse({ name, question: '' }).success).toBe(false);
    expect(saveForm.safeParse({ name: 'a', question: 'x'.repeat(5_000) }).success).toBe(false);
  });

  it('take the day that belongs to the rhythm', () => {
    const typed = { every: 'WEEK', weekday: '5', monthday: '31', hour: '8', format: 'csv', reader: unit };
    expect(scheduleForm.parse(typed)).toEqual({ rhythm: { every: 'WEEK', onDay: 5, atHour: 8 }, format: 'csv', readers: [unit] });
    expect(scheduleForm.parse({ ...typed, every: 'MONTH', reader: [unit, unit] })).toMatchObject({ rhythm: { onDay: 31 }, readers: [unit] });
    expect(scheduleForm.parse({ ...typed, reader: undefined }).readers).toEqual([]);
    for (const wrong of [{ weekday: '8' }, { weekday: '0' }, { monthday: '32' }, { monthday: '-1' }, { hour: '3' }, { hour: '24' }, { hour: '8.5' }, { every: 'DAY' }, { format: 'exe' }, { reader: 'everybody' }, { reader: Array.from({ length: 51 }, () => unit) }]) expect(scheduleForm.safeParse({ ...typed, ...wrong }).success).toBe(false);
  });
});
