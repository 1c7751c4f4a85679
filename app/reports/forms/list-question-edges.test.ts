import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asking } from '../../../tests/world/report-lists.ts';
import { shapes, subjects } from '../rules/list-subjects.ts';
import { listsHref, pageIn, periodFault, writeQuestion } from './list-question.ts';
import { saveForm, scheduleForm, typedSchedule } from './saved-report.ts';

const unit = '01930000-0000-7000-8000-000000000000';
const of = (search: string) => new URLSearchParams(search);

describe('days as people type them', () => {
  it.each([
    ['1/2/2026', '2026-02-01'], ['01/02/2026', '2026-02-01'], [' 01/02/2026 ', '2026-02-01'], ['2026-02-01', '2026-02-01'], ['01.02.2026', '2026-02-01'], ['01022026', '2026-02-01'], ['29/02/2028', '2028-02-29'], ['31/12/2099', '2099-12-31'],
    ['29/02/2026', undefined], ['31/04/2026', undefined], ['00/01/2026', undefined], ['01/00/2026', undefined], ['01/13/2026', undefined], ['32/01/2026', undefined], ['1/2/26', undefined], ['-1/02/2026', undefined],
    ['01/02/1999', undefined], ['01/02/2100', undefined], ['2026-2-1', undefined], ['2026-02-01T00:00', undefined], ['01.02.26', undefined], ['０１/02/2026', undefined], ['hôm nay', undefined], ['1e3', undefined], ["2026-01-01' or 1=1", undefined], ['<b>1/2/2026</b>', undefined],
  ])('%j are %j, also at the end of a period, and are told as a fault when they are none', (typed, day) => {
    const search = new URLSearchParams({ from: typed });
    const end = new URLSearchParams({ to: typed });
    expect([asking(search.toString()).from, asking(end.toString()).to, periodFault(search), periodFault(end)]).toEqual([day, day, day ? null : 'day', day ? null : 'day']);
  });

  it('stand the wrong way round only when both are days', () => {
    expect([periodFault(of('from=01/03/2026&to=28/02/2026')), periodFault(of('from=01/03/2026&to=01/03/2026')), periodFault(of('from=01/03/2026&to=31/02/2026')), periodFault(of('from=01/03/2026'))]).toEqual(['order', null, 'day', null]);
  });

  it('do not matter to subjects without a period', () => {
    for (const subject of subjects) expect(periodFault(of(`subject=${subject}&from=31/02/2026`))).toBe(shapes[subject].hasPeriod ? 'day' : null);
    expect(asking('subject=units&from=2026-01-01&to=2026-02-01')).not.toHaveProperty('from');
  });

  it('are read back from whatever day was written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = day.split('-');
        expect([asking(`from=${day}`).from, asking(`to=${Number(d)}/${Number(m)}/${y}`).to, asking(`from=${d}/${m}/${y}`).from]).toEqual([day, day, day]);
      }),
    );
  });
});

describe('an address from elsewhere', () => {
  it.each([
    ['names given twice: the first counts', `unit=${unit}&unit=x&subject=units&subject=learning`, { subject: 'units', unit }],
    ['names of objects', 'subject=constructor&sort=__proto__&column=toString', { subject: 'learning', sort: 'name' }],
    ['another order than up and down', 'sort=due&order=DESC', { sort: 'due', descending: false }],
    ['an order without a column', 'order=desc', { sort: 'name', descending: false }],
    ['letters for a course', 'course=An-Toan', { subject: 'learning' }],
    ['capitals in a unit', `unit=${unit.toUpperCase()}`, { subject: 'learning' }],
    ['a column of another subject', 'subject=units&column=number&column=unit', { columns: ['unit'] }],
    ['the order of another subject', 'subject=knowledge&sort=issued&order=desc', { sort: 'right', descending: false }],
  ])('with %s', (_what, search, expected) => expect(asking(search)).toMatchObject(expected));

  it('of a million signs is read all the same, and says no more than was understood', () => {
    const long = 'a'.repeat(1_000_000);
    const question = asking(new URLSearchParams([['course', long], ['unit', long], ['state', long], ['from', long], ...Array.from({ length: 2_000 }, () => ['column', 'name'])] as [string, string][]).toString());
    expect(question).toEqual({ subject: 'learning', columns: ['name'], sort: 'name', descending: false });
    expect(asking(`course=${'a'.repeat(80)}`).course).toHaveLength(80);
    expect(asking(`course=${'a'.repeat(81)}`).course).toBeUndefined();
  });

  it.each(['', '0', '-1', '1.5', '1e9', '100001', 'NaN', 'Infinity', '٣', '0x10', ' '])('has a sensible page for %j', (page) => {
    const read = pageIn(new URLSearchParams({ page }));
    expect(Number.isInteger(read) && read >= 1 && read <= 100_000).toBe(true);
  });

  it('leads to a page whose address says the same', () => {
    for (const subject of subjects) {
      for (const { key } of shapes[subject].columns.filter(({ canSort }) => canSort)) {
        const question = asking(`subject=${subject}&sort=${key}&order=desc&column=${key}`);
        const url = new URL(listsHref(question, 4), 'http://x');
        expect([asking(url.search), pageIn(url.searchParams)]).toEqual([question, 4]);
        expect(question).toMatchObject({ sort: key, descending: true, columns: [key] });
      }
      for (const state of shapes[subject].states) expect(asking(writeQuestion(asking(`subject=${subject}&state=${state}`))).state).toBe(state);
    }
  });
});

describe('the form to keep a list', () => {
  it('takes a name in any writing and composes it', () => {
    expect(saveForm.parse({ name: 'Chậm học'.normalize('NFD'), question: '' }).name).toBe('Chậm học');
    expect(saveForm.parse({ name: 'ế'.repeat(120).normalize('NFD'), question: '' }).name).toHaveLength(120);
    expect(saveForm.parse({ name: '<b>"O\'Brien"</b> 😀', question: '' }).name).toBe('<b>"O\'Brien"</b> 😀');
    for (const name of ['ế'.repeat(121), '\u0000', '\u3164', '\n\n']) expect(saveForm.safeParse({ name, question: '' }).success).toBe(false);
  });

  it('keeps a question that was made up as one that the builder shows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (question) => {
        const kept = saveForm.parse({ name: 'a', question }).question;
        expect(writeQuestion(asking(kept))).toBe(kept);
      }),
    );
  });
});

describe('the form of a schedule', () => {
  const typed = { every: 'WEEK', weekday: '5', monthday: '31', hour: '8', format: 'csv', reader: [unit] };
  it.each([{ weekday: '５' }, { weekday: '1.0' }, { weekday: '' }, { monthday: '031' }, { hour: '05' }, { hour: '22' }, { hour: '-6' }, { hour: '8h' }, { hour: '1e1' }, { every: 'week' }, { every: '' }, { format: 'XLSX' }, { reader: [''] }, { reader: ['x', unit] }])('refuses %j', (wrong) => {
    expect(scheduleForm.safeParse({ ...typed, ...wrong }).success).toBe(false);
  });

  it.each([['6', 6], ['06', 6], ['21', 21], [' 9 ', 9]])('takes %j for %d o’clock', (hour, expected) => expect(scheduleForm.parse({ ...typed, hour }).rhythm.atHour).toBe(expected));

  it('is written as it was typed', () => {
    const other = '01930000-0000-7000-8000-000000000001';
    expect(typedSchedule(scheduleForm.parse({ ...typed, reader: [unit, other, unit] }))).toEqual({ every: 'WEEK', weekday: '5', hour: '8', format: 'csv', reader: [unit, other] });
    expect(typedSchedule(scheduleForm.parse({ ...typed, every: 'MONTH' }))).toEqual({ every: 'MONTH', monthday: '31', hour: '8', format: 'csv', reader: [unit] });
  });
});
