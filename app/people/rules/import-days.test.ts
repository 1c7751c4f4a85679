import { dayWords } from '../../platform/days.ts';
import { describe, expect, it } from 'vitest';
import type { StoredCell } from './import-cells.ts';
import { readDay } from './import-days.ts';
import { sayFault } from './import-faults.ts';

const today = '2026-11-23';
const dayOf = (cell: StoredCell, on = today) => {
  const read = readDay(cell, on);
  return read.ok ? read.day : read.key;
};

describe('days as people write them', () => {
  it.each<[string, StoredCell, string]>([
    ['dd/MM/yyyy', '05/09/2019', '2019-09-05'],
    ['d/M/yyyy', '5/9/2019', '2019-09-05'],
    ['the official style dd/M/yyyy', '01/7/2025', '2025-07-01'],
    ['d/M/yy of this century', '5/9/19', '2019-09-05'],
    ['d/M/yy of this very year', '1/2/26', '2026-02-01'],
    ['d/M/yy of the last century', '5/9/87', '1987-09-05'],
    ['yy one year ahead means 1927 and is too early', '5/9/27', 'day.too-early'],
    ['dashes', '05-09-2019', '2019-09-05'],
    ['dots', '05.09.2019', '2019-09-05'],
    ['spaces around slashes', '05 / 09 / 2019', '2019-09-05'],
    ['ISO', '2019-09-05', '2019-09-05'],
    ['ISO without zeros', '2019-9-5', '2019-09-05'],
    ['year first with slashes', '2019/09/05', '2019-09-05'],
    ['ISO with time and zone', '2019-09-05T07:30:00+07:00', '2019-09-05'],
    ['a local day with a time', '05/09/2019 07:30:15', '2019-09-05'],
    ['words', 'ngày 05 tháng 9 năm 2019', '2019-09-05'],
    ['words without “ngày”', '5 tháng 9 năm 2019', '2019-09-05'],
    ['words in capitals', 'NGÀY 5 THÁNG 9 NĂM 2019', '2019-09-05'],
    ['words in NFD', 'ngày 5 tháng 9 năm 2019'.normalize('NFD'), '2019-09-05'],
    ['a text with no-break and zero-width spaces', '\u00a005/09/2019\u200b', '2019-09-05'],
    ["Excel's apostrophe", "'05/09/2019", '2019-09-05'],
    ['the leap day', '29/02/2024', '2024-02-29'],
    ['today', '23/11/2026', '2026-11-23'],
    ['the first day that counts', '01/01/1940', '1940-01-01'],
  ])('reads %s', (_, cell, day) => expect(dayOf(cell)).toBe(day));

  it.each<[string, StoredCell, string]>([
    ['a whole number', { n: '45839' }, '2025-07-01'],
    ['a number with a time of day', { n: '45839.99' }, '2025-07-01'],
    ['the same as text', '45839', '2025-07-01'],
    ['the first number of 1940', { n: '14611' }, '1940-01-01'],
    ['the day after the leap day', { n: '45352' }, '2024-03-01'],
    ['a date cell', { d: '2025-07-01' }, '2025-07-01'],
  ])("reads Excel's serial: %s", (_, cell, day) => expect(dayOf(cell)).toBe(day));

  it.each<[string, StoredCell]>([['an empty text', ''], ['blanks', '  \u00a0'], ['a dash', '-'], ['an en dash', '–'], ['an apostrophe alone', "'"]])('takes %s for no day', (_, cell) => {
    expect(readDay(cell, today)).toEqual({ ok: true, day: null });
  });

  it('takes a missing cell for no day', () => expect(readDay(undefined, today)).toEqual({ ok: true, day: null }));
});

describe('days that are none', () => {
  it.each<[string, StoredCell, string]>([
    ['31/02', '31/02/2025', 'day.invalid'],
    ['29/02 of a common year', '29/02/2025', 'day.invalid'],
    ['31/04', '31/04/2025', 'day.invalid'],
    ['month before day', '07/25/2025', 'day.invalid'],
    ['day zero', '00/07/2025', 'day.invalid'],
    ['month thirteen', '01/13/2025', 'day.invalid'],
    ['ISO 31 February', '2025-02-31', 'day.invalid'],
    ['three digits of a year', '01/07/025', 'day.invalid'],
    ['five digits of a year', '01/07/20255', 'day.invalid'],
    ['words', 'hôm qua', 'day.invalid'],
    ['a range', '01/07/2025 - 31/07/2025', 'day.invalid'],
    ['a serial of the year 1907', { n: '2750' }, 'day.invalid'],
    ['a serial beyond 2100', { n: '73051.5' }, 'day.future'],
    ['a serial far beyond', { n: '99999' }, 'day.invalid'],
    ['a negative serial', { n: '-45839' }, 'day.invalid'],
    ['a serial in scientific notation', { n: '4.5839E+4' }, 'day.invalid'],
    ['month and year', '7/2025', 'day.incomplete'],
    ['month and year with a dash', '07-2025', 'day.incomplete'],
    ['a year alone', '2019', 'day.incomplete'],
    ['a year as a number', { n: '1998' }, 'day.incomplete'],
    ['tomorrow', '24/11/2026', 'day.future'],
    ['tomorrow as a date cell', { d: '2026-11-24' }, 'day.future'],
    ['the last day before 1940', '31/12/1939', 'day.too-early'],
    ['a formula', '=TODAY()', 'day.invalid'],
  ])('refuses %s', (_, cell, key) => expect(dayOf(cell)).toBe(key));

  it('cuts a very long text in the refusal', () => {
    expect(readDay('x'.repeat(500), today)).toEqual({ ok: false, key: 'day.invalid', params: { value: 'x'.repeat(40) } });
  });

  it('says the day as it is read here, in both languages', () => {
    const read = readDay('2026-12-01', today);
    if (read.ok) throw new Error('not refused');
    expect(sayFault(read, 'vi')).toBe('Ngày 01/12/2026 ở tương lai.');
    expect(sayFault(read, 'en')).toBe('The date 01/12/2026 is in the future.');
  });
});

describe('two digits of a year', () => {
  it.each([['1/1/26', '2026-01-01', '2026-11-23'], ['1/1/27', '2027-01-01', '2027-02-01'], ['1/1/99', '1999-01-01', '2026-11-23'], ['1/1/00', '2000-01-01', '2026-11-23'], ['1/1/40', '1940-01-01', '2026-11-23']])('%s is %s on %s', (text, day, on) => {
    expect(dayOf(text, on)).toBe(day);
  });
});

it('shows a day as dd/MM/yyyy', () => expect(dayWords('2026-01-09')).toBe('09/01/2026'));
