import { describe, expect, it } from 'vitest';
import type { StoredCell } from './import-cells.ts';
import { sayFault } from './import-faults.ts';
import { readStaffNumber, widthOf, type StaffNumberPattern } from './import-staff-number.ts';

const free: StaffNumberPattern = { width: null, exists: () => false };
const six: StaffNumberPattern = { width: 6, exists: () => false };
const read = (cell: StoredCell | undefined, pattern = free) => readStaffNumber(cell, pattern);

describe('staff numbers as they are', () => {
  it.each<[string, StoredCell, string]>([
    ['small letters', 'cb001', 'CB001'],
    ['Đ of Vietnamese', 'đv-12', 'ĐV-12'],
    ['Đ in NFD stays one letter', 'Ơ12'.normalize('NFD'), 'Ơ12'],
    ['spaces inside', 'CB 0 01', 'CB001'],
    ['no-break and zero-width spaces', '\u00a0CB\u200b001\ufeff', 'CB001'],
    ['a number cell', { n: '123456' }, '123456'],
    ['a whole number with decimals', { n: '123456.0' }, '123456'],
    ['the same as text', '123456.00', '123456'],
    ["Excel's apostrophe", "'000123", '000123'],
    ["Excel's forced text", '="000123"', '000123'],
    ['marks that numbers have', 'NB/2025_01.A-3', 'NB/2025_01.A-3'],
    ['an E between digits', '12E5', '12E5'],
    ['fifteen digits of a number cell', { n: '123456789012345' }, '123456789012345'],
    ['many digits as text', '12345678901234567890', '12345678901234567890'],
    ['thirty characters', 'A'.repeat(30), 'A'.repeat(30)],
    ['one character', '7', '7'],
  ])('reads %s', (_, cell, staffNo) => expect(read(cell)).toEqual({ staffNo, faults: [] }));
});

describe('staff numbers that Excel spoilt', () => {
  it.each<[string, StoredCell | undefined, string]>([
    ['nothing at all', undefined, 'staff-no.missing'],
    ['blanks', ' \u200b ', 'staff-no.missing'],
    ['a dash', '—', 'staff-no.missing'],
    ['scientific notation with a point', '1.23E+11', 'staff-no.scientific'],
    ['scientific notation with a comma', '1,23E+11', 'staff-no.scientific'],
    ['scientific notation in small letters', '1.5e11', 'staff-no.scientific'],
    ['scientific notation without decimals', '4E+12', 'staff-no.scientific'],
    ['a negative exponent', '4E-12', 'staff-no.scientific'],
    ['a number cell in scientific notation', { n: '3.7089012345678E13' }, 'staff-no.scientific'],
    ['more digits than Excel keeps', { n: '1234567890123456' }, 'staff-no.scientific'],
    ['a day', { d: '2026-05-01' }, 'staff-no.date'],
    ['a formula', '=B2', 'cell.formula'],
    ['an error of Excel', '#N/A', 'staff-no.invalid'],
    ['a fraction', { n: '123.5' }, ''],
    ['a sign in front', '-123', 'staff-no.invalid'],
    ['an at sign', '@123', 'staff-no.invalid'],
    ['a comma', '1,234', 'staff-no.invalid'],
    ['thirty-one characters', 'A'.repeat(31), 'staff-no.invalid'],
    ['markup', '<b>1</b>', 'staff-no.invalid'],
  ])('judges %s', (_, cell, key) => expect(read(cell).faults.map((fault) => [fault.key, fault.level, fault.field])).toEqual(key ? [[key, 'error', 'staffNo']] : []));

  it('shows the day as people know it, in both languages', () => {
    const [fault] = read({ d: '2026-05-01' }).faults;
    if (!fault) throw new Error('not refused');
    expect(sayFault(fault, 'vi')).toBe('Excel đã đổi mã số thành ngày 01/05/2026. Vui lòng định dạng cột là Text rồi nhập lại mã.');
    expect(sayFault(fault, 'en')).toContain('the date 01/05/2026');
  });

  it('never carries more than forty characters on', () => {
    const { staffNo, faults } = read('X'.repeat(1000));
    expect(staffNo).toHaveLength(40);
    expect(faults[0]?.params).toEqual({ value: 'X'.repeat(40) });
  });
});

describe('lost zeros', () => {
  it.each<[string, StoredCell, string, boolean]>([
    ['a number cell', { n: '123' }, '000123', true],
    ['a text', '123', '000123', true],
    ['a zero', { n: '0' }, '000000', true],
    ['a complete number', '000123', '000123', false],
    ['a longer number', '1234567', '1234567', false],
    ['a number with letters', 'CB1', 'CB1', false],
  ])('of %s', (_, cell, staffNo, padded) => {
    const found = read(cell, six);
    expect(found.staffNo).toBe(staffNo);
    expect(found.faults.map((fault) => [fault.key, fault.level])).toEqual(padded ? [['staff-no.padded', 'warning']] : []);
  });

  it('are not put back without a fixed width', () => expect(read({ n: '123' }).staffNo).toBe('123'));

  it.each<[string, string[], number | null]>([
    ['all of one width, some with a zero', ['000001', '123456'], 6],
    ['all of one width, none with a zero', ['100001', '123456'], null],
    ['two widths', ['000001', '0001'], null],
    ['numbers with letters beside', ['CB1', '0001', 'CB22'], 4],
    ['letters alone', ['CB1'], null],
    ['nothing', [], null],
  ])('need a width, found from %s', (_, known, width) => expect(widthOf(known)).toBe(width));
});
