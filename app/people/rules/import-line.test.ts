import { describe, expect, it } from 'vitest';
import { cellText, columnLetter, isBlankRow, type StoredCell } from './import-cells.ts';
import { readDay } from './import-days.ts';
import { columnOf, errorIn, faultInBoth } from './import-faults.ts';
import { findHeader, guessColumns, importFields } from './import-fields.ts';
import { isCapitals, readLine } from './import-line.ts';
import { readStaffNumber, widthOf, type StaffNumberPattern } from './import-staff-number.ts';

const today = '2026-11-23';
const anyNumber: StaffNumberPattern = { width: null, exists: () => false };
const columns = Object.fromEntries(importFields.map((field, at) => [field, at]));

function line(facts: Partial<Record<(typeof importFields)[number], StoredCell>>) {
  const cells = importFields.map((field) => facts[field] ?? (field === 'staffNo' ? 'CB001' : field === 'fullName' ? 'Trần Văn Ưng' : ''));
  const { line: read, faults } = readLine(cells, { columns, pattern: anyNumber, today });
  return { ...read, keys: faults.map((fault) => fault.key) };
}

describe('cells', () => {
  it.each<[string, StoredCell, string]>([
    ['NFD', 'Nguye\u0302\u0303n', 'Nguyễn'],
    ['no-break and zero-width spaces', '\u00a0Lê\u200b \u202f An\ufeff', 'Lê An'],
    ["Excel's apostrophe", "'00123", '00123'],
    ["Excel's forced text", '="00123"', '00123'],
    ['curly quotes', '“An”', 'An'],
    ['a dash for nothing', ' – ', ''],
    ['line breaks', 'Chuyên\nviên', 'Chuyên viên'],
    ['a number', { n: '7' }, '7'],
    ['a day', { d: '2026-01-02' }, '2026-01-02'],
  ])('cleans %s', (_, cell, text) => expect(cellText(cell)).toBe(text));

  it('knows blank rows and column letters', () => {
    expect(isBlankRow(['', ' ', '-'])).toBe(true);
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});

describe('days', () => {
  it.each<[StoredCell, string]>([
    ['01/07/2025', '2025-07-01'], ['1/7/25', '2025-07-01'], ['5/9/87', '1987-09-05'], ['31-12-2024', '2024-12-31'], ['1.2.2020', '2020-02-01'],
    ['2025-07-01', '2025-07-01'], ['2025/7/1', '2025-07-01'], ['2025-07-01T00:00:00', '2025-07-01'], ['01/07/2025 00:00', '2025-07-01'],
    ['ngày 5 tháng 9 năm 2019', '2019-09-05'], [{ n: '45839' }, '2025-07-01'], ['45839', '2025-07-01'], [{ n: '45839.5' }, '2025-07-01'], [{ d: '2025-07-01' }, '2025-07-01'], ['29/02/2024', '2024-02-29'],
  ])('reads %j', (cell, day) => expect(readDay(cell, today)).toEqual({ ok: true, day }));

  it('takes an empty cell for no day', () => expect(readDay('', today)).toEqual({ ok: true, day: null }));

  it.each<[StoredCell, string]>([
    ['31/02/2025', 'day.invalid'], ['07/25/2025', 'day.invalid'], ['hôm qua', 'day.invalid'], [{ n: '3' }, 'day.invalid'], ['99999', 'day.invalid'], ['7/2025', 'day.incomplete'], ['2019', 'day.incomplete'],
    ['24/11/2026', 'day.future'], ['01/01/1900', 'day.too-early'],
  ])('refuses %j', (cell, key) => expect(readDay(cell, today)).toMatchObject({ ok: false, key }));
});

describe('staff numbers', () => {
  const six: StaffNumberPattern = { width: 6, exists: (staffNo: string) => staffNo === '777' };
  const read = (cell: StoredCell, pattern = anyNumber) => readStaffNumber(cell, pattern);

  it('writes them in capitals without spaces', () => expect(read(' cb 001 ')).toEqual({ staffNo: 'CB001', faults: [] }));
  it('drops the decimals of an integer', () => expect(read('123.0').staffNo).toBe('123'));

  it('puts lost zeros back and says so', () => {
    expect(read({ n: '123' }, six)).toEqual({ staffNo: '000123', faults: [{ key: 'staff-no.padded', level: 'warning', field: 'staffNo', params: { from: '123', to: '000123' } }] });
    expect(read('1234567', six)).toEqual({ staffNo: '1234567', faults: [] });
  });
  it('leaves a number alone that exists as it is', () => expect(read({ n: '777' }, six).staffNo).toBe('777'));

  it.each<[StoredCell, string]>([
    ['', 'staff-no.missing'], ['1.23E+05', 'staff-no.scientific'], ['1,23E+05', 'staff-no.scientific'], ['1E+11', 'staff-no.scientific'], [{ n: '1.2345678901234567E+17' }, 'staff-no.scientific'], [{ n: '1234567890123456' }, 'staff-no.scientific'],
    [{ d: '2026-01-02' }, 'staff-no.date'], ['=A1', 'cell.formula'], ["Robert'); DROP TABLE", 'staff-no.invalid'], ['x'.repeat(31), 'staff-no.invalid'],
  ])('refuses %j', (cell, key) => expect(read(cell).faults).toMatchObject([{ key, level: 'error' }]));
  it('takes 12E5 for a number of its own', () => expect(read('12E5')).toEqual({ staffNo: '12E5', faults: [] }));

  it.each<[string[], number | null]>([
    [['000123', '100456', 'CB1'], 6], [['123456', '654321'], null], [['0123', '00123'], null], [['CB001'], null], [[], null],
  ])('finds the fixed width of %j', (known, width) => expect(widthOf(known)).toBe(width));
});

describe('a row as a person', () => {
  it('reads every fact', () => {
    const read = line({ email: 'MAILTO:Ung.TV@Ninhbinh.gov.vn', unitName: 'Sở Tư pháp', title: 'Chuyên  viên', category: 'Công chức', joinedOn: '1/7/2020', effectiveOn: '', status: 'Đang công tác' });
    expect(read).toMatchObject({ email: 'ung.tv@ninhbinh.gov.vn', unitName: 'Sở Tư pháp', title: 'Chuyên viên', category: 'CIVIL_SERVANT', joinedOn: '2020-07-01', effectiveOn: null, leaves: false, blank: false, keys: [] });
  });

  it.each([['Cán bộ', 'CADRE'], ['CÔNG CHỨC', 'CIVIL_SERVANT'], ['vien chuc', 'PUBLIC_EMPLOYEE'], ['Người lao động', 'CONTRACT_WORKER'], ['Hợp đồng', 'CONTRACT_WORKER'], ['CADRE', 'CADRE']])('knows the category %s', (text, category) => {
    expect(line({ category: text }).category).toBe(category);
  });

  it.each<[string, Parameters<typeof line>[0], string[]]>([
    ['a missing name', { fullName: '' }, ['name.missing']],
    ['a formula as a name', { fullName: '=cmd|calc' }, ['cell.formula']],
    ['a name without letters', { fullName: '12345' }, ['name.no-letters']],
    ['a very long name', { fullName: 'A'.repeat(121) }, ['name.too-long']],
    ['a name in an old font', { fullName: 'NguyÔn V¨n An' }, ['name.old-font']],
    ['a name in capitals', { fullName: 'NGUYỄN VĂN AN' }, ['name.capitals']],
    ['a name with an emoji', { fullName: 'Trần An 🌸' }, ['name.odd']],
    ['a name as an attack', { fullName: "Robert'); DROP TABLE" }, ['name.odd']],
    ['a name with an apostrophe', { fullName: "H'Hen Niê" }, []],
    ['a broken e-mail', { email: 'an@' }, ['email.invalid']],
    ['an e-mail with marks', { email: 'ân@vi-du.vn' }, ['email.invalid']],
    ['an unknown category', { category: 'Khách mời' }, ['category.unknown']],
    ['an unknown status', { status: 'Đi vắng' }, ['status.unknown']],
    ['an impossible date', { joinedOn: '31/02/2020' }, ['day.invalid']],
    ['a formula as a unit', { unitName: '=HYPERLINK("x")' }, ['cell.formula']],
    ['a very long title', { title: 'a'.repeat(201) }, ['cell.too-long']],
  ])('notices %s', (_, facts, keys) => expect(line(facts).keys).toEqual(keys));

  it('takes a leaving date or a leaving status for leaving', () => {
    expect(line({ leftOn: '1/10/2026' })).toMatchObject({ leaves: true, leftOn: '2026-10-01' });
    expect(line({ status: 'Đã nghỉ hưu' })).toMatchObject({ leaves: true, leftOn: null });
  });

  it('says nothing about a row whose chosen columns are empty', () => {
    expect(line({ staffNo: '', fullName: '' })).toMatchObject({ blank: true, keys: [] });
  });

  it('tells capitals from short and small names', () => {
    expect(['NGUYỄN AN', 'Nguyễn An', 'A', '12', 'Đỗ'].map(isCapitals)).toEqual([true, false, false, false, false]);
  });
});

describe('headings', () => {
  it.each<[string[], Record<string, number>]>([
    [['STT', 'Họ và tên', 'Mã số cán bộ', 'Thư điện tử', 'Đơn vị', 'Mã đơn vị', 'Chức vụ', 'Đối tượng', 'Ngày vào', 'Ngày thôi việc'], { fullName: 1, staffNo: 2, email: 3, unitName: 4, unitCode: 5, title: 6, category: 7, joinedOn: 8, leftOn: 9 }],
    [['MÃ NHÂN VIÊN', 'HỌ TÊN', 'Email công vụ', 'Phòng ban', 'Chức danh nghề nghiệp', 'Loại', 'Ngày bắt đầu', 'Trạng thái'], { staffNo: 0, fullName: 1, email: 2, unitName: 3, title: 4, category: 5, joinedOn: 6, status: 7 }],
    [['Staff no', 'Full name', 'E-mail', 'Unit', 'Position'], { staffNo: 0, fullName: 1, email: 2, unitName: 3, title: 4 }],
    [['Mã CB', 'Họ tên', 'Đơn vị công tác', 'Trực thuộc', 'Ngày điều chuyển'], { staffNo: 0, fullName: 1, unitName: 2, parentUnit: 3, effectiveOn: 4 }],
    [['Ghi chú', '', 'Số điện thoại'], { phone: 2 }],
    [['Ghi chú', '', 'Ngày sinh'], {}],
  ])('guesses %j', (texts, guess) => expect(guessColumns(texts)).toEqual(guess));

  it('takes the first row with two texts when no heading is known', () => {
    expect(findHeader([['Bảng kê'], ['Cột một', 'Cột hai'], ['x', 'y']])).toMatchObject({ at: 1, firstRow: 2 });
  });
  it('finds nothing below the tenth row', () => {
    expect(findHeader([...Array.from({ length: 10 }, () => ['']), ['Mã', 'Họ tên']])).toBeUndefined();
  });
});

describe('sentences of faults', () => {
  it('speaks both languages and names the column in the words of the file', () => {
    const fault = errorIn('staffNo', 'staff-no.twice', { value: 'CB1', rows: '2, 5' });
    expect(faultInBoth(fault)).toEqual({ vi: 'Mã số CB1 có ở nhiều dòng: 2, 5. Vui lòng chỉ giữ một dòng.', en: 'Staff number CB1 is in several rows: 2, 5. Please keep only one.' });
    expect([columnOf(fault, 'vi'), columnOf(fault, 'en', { staffNo: 'Mã CB' }), columnOf(errorIn(undefined, 'row.changed'), 'vi')]).toEqual(['Mã số cán bộ', 'Mã CB', null]);
  });
});
