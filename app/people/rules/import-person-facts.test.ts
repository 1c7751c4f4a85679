import { describe, expect, it } from 'vitest';
import type { StoredCell } from './import-cells.ts';
import { columnOf, sayFault } from './import-faults.ts';
import { importFields, type Columns, type ImportField } from './import-fields.ts';
import { isCapitals, readLine, type PersonLine } from './import-line.ts';

const columns = Object.fromEntries(importFields.map((field, at) => [field, at])) as Columns;
type Facts = Partial<Record<ImportField, StoredCell>>;

/** Reads a row that is complete except for the given facts. */
function read(facts: Facts, chosen: Columns = columns) {
  const whole: Facts = { staffNo: 'CB001', fullName: 'Trần Văn Ưng', ...facts };
  return readLine(importFields.map((field) => whole[field] ?? ''), { columns: chosen, pattern: { width: null, exists: () => false }, today: '2026-11-23' });
}
const keysOf = (facts: Facts) => read(facts).faults.map((fault) => `${fault.level} ${fault.field ?? 'row'} ${fault.key}`);
const say = (facts: Facts) => read(facts).faults.map((fault) => [`${columnOf(fault, 'vi')}: ${sayFault(fault, 'vi')}`, `${columnOf(fault, 'en')}: ${sayFault(fault, 'en')}`]);

describe('full names', () => {
  it.each<[string, string, string]>([
    ['as usual', 'Nguyễn Thị Thuỳ Dương', 'Nguyễn Thị Thuỳ Dương'],
    ['decomposed', 'Nguyễn Thị Thuỳ Dương'.normalize('NFD'), 'Nguyễn Thị Thuỳ Dương'],
    ['with zero-width and soft-hyphen characters', 'Lê\u200bVăn\u00ad An\ufeff', 'LêVăn An'],
    ['with a mark parted from its letter', 'Nguye\u0302\u200b\u0303n An', 'Nguyễn An'],
    ['with no-break spaces and a line break', 'Lê\u00a0\u00a0Văn\nAn', 'Lê Văn An'],
    ['in quotes', '"Lê Văn An"', 'Lê Văn An'],
    ['of one word', 'An', 'An'],
    ['of an ethnic minority', "Y Wang Mlô Duôn Du", 'Y Wang Mlô Duôn Du'],
    ['with an apostrophe inside', 'H’Hen Niê', 'H’Hen Niê'],
    ['with a hyphen', 'Nguyễn-Phúc Bảo', 'Nguyễn-Phúc Bảo'],
    ['with an initial', 'Nguyễn V. An', 'Nguyễn V. An'],
  ])('%s are kept', (_, text, name) => expect(read({ fullName: text })).toMatchObject({ line: { fullName: name }, faults: [] }));

  it.each<[string, StoredCell, string[]]>([
    ['missing', '', ['error fullName name.missing']],
    ['of a dash', '-', ['error fullName name.missing']],
    ['that are a formula', '=A1&B1', ['error fullName cell.formula']],
    ['that start with @', '@SUM(A1)', ['error fullName cell.formula']],
    ['that start with +', '+84 912', ['error fullName cell.formula']],
    ['without letters', '0912345678', ['error fullName name.no-letters']],
    ['that are a number', { n: '12' }, ['error fullName name.no-letters']],
    ['that are too long', 'An '.repeat(60), ['error fullName name.too-long']],
    ['in TCVN3', 'NguyÔn V¨n §øc', ['error fullName name.old-font']],
    ['in VNI', 'Nguyeãn Vaên Ñöùc µA', ['error fullName name.old-font']],
    ['in capitals', 'TRẦN VĂN ƯNG', ['warning fullName name.capitals']],
    ['in capitals and decomposed', 'TRẦN VĂN ƯNG'.normalize('NFD'), ['warning fullName name.capitals']],
    ['with digits', 'Trần Văn Ưng 2', ['warning fullName name.odd']],
    ['with markup', '<b>Trần An</b>', ['warning fullName name.odd']],
    ['with an emoji', 'Trần An 🌸', ['warning fullName name.odd']],
  ])('%s are noticed', (_, fullName, keys) => expect(keysOf({ fullName })).toEqual(keys));

  it('of exactly 120 characters still fit', () => expect(keysOf({ fullName: `${'a'.repeat(119)}b` })).toEqual([]));
  it('are never longer than 120 characters afterwards', () => expect(read({ fullName: 'b'.repeat(500) }).line.fullName).toHaveLength(120));

  it.each([['TRẦN ƯNG', true], ['ĐỖ Ý', true], ['Trần Ưng', false], ['TRẦN Ưng', false], ['Ý', false], ['A B', true], ['1 2', false], ['', false]])('%j in capitals: %s', (name, capitals) => expect(isCapitals(name)).toBe(capitals));
});

describe('e-mail addresses', () => {
  it.each([
    ['Ung.TV@NinhBinh.gov.vn', 'ung.tv@ninhbinh.gov.vn'],
    ['mailto:a@vi-du.invalid', 'a@vi-du.invalid'],
    [' a+b@x.co ', 'a+b@x.co'],
    ["o'neil@vi-du.invalid", "o'neil@vi-du.invalid"],
    ['a@\u200bvi-du.invalid', 'a@vi-du.invalid'],
    ['', null],
    ['-', null],
  ])('reads %j', (text, email) => expect(read({ email: text })).toMatchObject({ line: { email }, faults: [] }));

  it.each(['an@', '@vi-du.vn', 'an vi-du.vn', 'an@vi-du', 'ân@vi-du.vn', 'a@b..vn', 'a@vi-du.vn; b@vi-du.vn', 'An <a@vi-du.vn>', 'không có', `${'a'.repeat(65)}@vi-du.vn`, `a@${'b'.repeat(200)}.vn`])('refuses %j', (email) => {
    expect(read({ email }).line.email).toBeNull();
    expect(keysOf({ email })).toEqual(['error email email.invalid']);
  });

  it('says what is wrong in both languages', () => expect(say({ email: 'an@' })).toEqual([['Thư điện tử: Thư điện tử “an@” không đúng.', 'E-mail: The e-mail “an@” is not right.']]));
});

describe('phone numbers', () => {
  it.each<[StoredCell, string | null]>([
    ['0912345678', '+84912345678'],
    ['0912 345 678', '+84912345678'],
    ['0912.345.678', '+84912345678'],
    ["'0912345678", '+84912345678'],
    ['+84 912 345 678', '+84912345678'],
    ['0084912345678', '+84912345678'],
    [{ n: '912345678' }, '+84912345678'],
    [{ n: '84912345678' }, '+84912345678'],
    ['912 345 678', '+84912345678'],
    ['', null],
    ['-', null],
  ])('reads %j', (cell, phone) => expect(read({ phone: cell })).toMatchObject({ line: { phone }, faults: [] }));

  it.each<StoredCell>(['02293 871 234', '0612345678', '091234567', '09123456789', '0912345678; 0987654321', '0912345678 / 0987654321', '+1 202 555 0100', 'không có', '=A1', '٠٩١٢٣٤٥٦٧٨', '9.12E+08', { n: '9.12345678E+8' }, { d: '2026-01-02' }])('refuses %j', (phone) => {
    expect(read({ phone }).line.phone).toBeNull();
    expect(keysOf({ phone })).toEqual(['error phone phone.invalid']);
  });

  it('says what is wrong without repeating the number', () => {
    expect(say({ phone: '02293871234' })).toEqual([['Số điện thoại: Số điện thoại không phải số di động Việt Nam. Dùng một số gồm 10 chữ số, như 0912 345 678, hoặc để trống ô này.', 'Phone number: The phone number is not a Vietnamese mobile number. Use one number of 10 digits, such as 0912 345 678, or leave the cell empty.']]);
  });
});

describe('categories', () => {
  it.each<[PersonLine['category'], string[]]>([
    ['CADRE', ['Cán bộ', 'CÁN BỘ', 'can bo', 'CB', 'Cadre', 'cadre']],
    ['CIVIL_SERVANT', ['Công chức', 'công  chức', 'CC', 'Civil servant', 'CIVIL_SERVANT', 'Công chức'.normalize('NFD')]],
    ['PUBLIC_EMPLOYEE', ['Viên chức', 'vien chuc', 'VC', 'Public employee']],
    ['CONTRACT_WORKER', ['Người lao động', 'NLĐ', 'Hợp đồng', 'Hợp đồng lao động', 'HĐLĐ', 'Lao động hợp đồng', 'Contract employee', 'contract worker']],
    [null, ['', '–']],
  ])('%s', (category, texts) => {
    expect(texts.map((text) => [text, read({ category: text }).line.category, keysOf({ category: text })])).toEqual(texts.map((text) => [text, category, []]));
  });

  it.each(['Khách mời', 'Cán bộ công chức', '1', 'admin'])('%j is unknown', (category) => {
    expect(read({ category }).line.category).toBeNull();
    expect(keysOf({ category })).toEqual(['error category category.unknown']);
  });

  it('that are unknown are answered with the words that are known', () => {
    expect(say({ category: 'Khách' })).toEqual([['Đối tượng: Không rõ đối tượng “Khách”. Dùng: cán bộ, công chức, viên chức, người lao động.', 'Staff category: Unknown category “Khách”. Use one of the four words of the sample file.']]);
  });
});

describe('leaving', () => {
  it.each(['Đang công tác', 'đang làm việc', 'Hoạt động', 'Active', 'WORKING', '1', ''])('is not meant by the status %j', (status) => expect(read({ status })).toMatchObject({ line: { leaves: false }, faults: [] }));
  it.each(['Đã nghỉ', 'Nghỉ việc', 'Thôi việc', 'ĐÃ NGHỈ HƯU', 'Chấm dứt hợp đồng', 'Inactive', 'left', 'Retired', '0'])('is meant by the status %j', (status) => expect(read({ status })).toMatchObject({ line: { leaves: true, leftOn: null }, faults: [] }));
  it('is meant by a leaving date, whatever the status says', () => expect(read({ status: 'Đang công tác', leftOn: '31/10/2026' }).line).toMatchObject({ leaves: true, leftOn: '2026-10-31' }));
  it('is not meant by a leaving date that is none', () => expect(read({ leftOn: '31/02/2026' })).toMatchObject({ line: { leaves: false, leftOn: null }, faults: [{ key: 'day.invalid', field: 'leftOn' }] }));
  it.each(['Nghỉ phép', 'Đi học', 'Biệt phái', 'maybe'])('is asked about for the status %j', (status) => {
    expect(read({ status }).line.leaves).toBe(false);
    expect(keysOf({ status })).toEqual(['error status status.unknown']);
  });
});

describe('texts', () => {
  it.each(['unitCode', 'unitName', 'parentUnit', 'title'] as const)('of %s are cleaned, and refused as formulas or when too long', (field) => {
    expect(read({ [field]: ' Phòng\u00a0 Tổng\nhợp ' })).toMatchObject({ line: { [field]: 'Phòng Tổng hợp' }, faults: [] });
    expect(read({ [field]: '' }).line[field]).toBeNull();
    expect(keysOf({ [field]: '=1+1' })).toEqual([`error ${field} cell.formula`]);
    expect(keysOf({ [field]: 'x'.repeat(201) })).toEqual([`error ${field} cell.too-long`]);
    expect(keysOf({ [field]: 'x'.repeat(200) })).toEqual([]);
  });

  it('of a number cell are its digits', () => expect(read({ unitCode: { n: '14001' } }).line.unitCode).toBe('14001'));
});

describe('a whole row', () => {
  it('collects the faults of all its cells', () => {
    expect(keysOf({ staffNo: '', fullName: '12', email: 'x', category: 'y', joinedOn: '7/2020', effectiveOn: '1/1/2030', leftOn: 'z', status: 'w' })).toEqual([
      'error staffNo staff-no.missing', 'error fullName name.no-letters', 'error email email.invalid', 'error category category.unknown',
      'error joinedOn day.incomplete', 'error effectiveOn day.future', 'error leftOn day.invalid', 'error status status.unknown',
    ]);
  });

  it('is blank when the chosen columns are empty, whatever the others hold', () => {
    const row = read({ staffNo: '', fullName: '', title: 'Tổng cộng: 12' }, { staffNo: 0, fullName: 1 });
    expect(row).toMatchObject({ line: { blank: true }, faults: [] });
    expect(read({ staffNo: '', fullName: '', title: 'Tổng cộng: 12' })).toMatchObject({ line: { blank: false } });
  });

  it('reads only the chosen columns', () => {
    expect(read({ email: 'rác', category: 'rác' }, { staffNo: 0, fullName: 1 })).toMatchObject({ line: { email: null, category: null }, faults: [] });
  });

  it('is content when it is shorter than the headings', () => {
    expect(readLine(['CB1', 'Mai Lan'], { columns, pattern: { width: null, exists: () => false }, today: '2026-11-23' })).toMatchObject({ line: { staffNo: 'CB1', email: null, leaves: false }, faults: [] });
  });
});
