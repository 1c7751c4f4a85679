import { describe, expect, it } from 'vitest';
import type { StoredCell } from './import-cells.ts';
import { findHeader, guessColumns, importFields, type ImportField } from './import-fields.ts';

/** What a heading alone is taken for. */
function fieldOf(heading: string): ImportField | undefined {
  const guess = guessColumns([heading]);
  return importFields.find((field) => guess[field] === 0);
}

describe('a heading', () => {
  it.each<[ImportField, string[]]>([
    ['staffNo', ['Mã', 'Mã số', 'Mã CB', 'MCB', 'Mã NV', 'Số hiệu', 'Mã số cán bộ', 'MÃ CÁN BỘ', 'Mã nhân viên', 'Mã công chức', 'Số hiệu công chức', 'Staff no', 'Staff number', 'Employee ID']],
    ['fullName', ['Tên', 'Họ tên', 'Họ và tên', 'HỌ VÀ TÊN', 'Họ và tên (ghi bằng chữ in hoa)', 'Tên cán bộ', 'Full name', 'FULLNAME', 'Name']],
    ['email', ['Email', 'E-mail', 'Mail', 'Thư điện tử', 'Thư điện tử công vụ', 'Email công vụ', 'Hộp thư']],
    ['phone', ['Số điện thoại', 'SỐ ĐIỆN THOẠI', 'Điện thoại', 'Số ĐT', 'SĐT', 'ĐTDĐ', 'Di động', 'Số di động', 'Điện thoại di động', 'Điện thoại cơ quan', 'Số điện thoại liên hệ', 'SĐT cá nhân', 'Phone', 'Phone number', 'Mobile', 'Mobile number']],
    ['unitCode', ['Mã đơn vị', 'Mã ĐV', 'Mã cơ quan', 'Unit code', 'Mã định danh đơn vị']],
    ['unitName', ['Đơn vị', 'Cơ quan', 'Phòng ban', 'Tên đơn vị', 'Đơn vị công tác', 'Nơi công tác', 'Unit', 'Department']],
    ['parentUnit', ['Trực thuộc', 'Đơn vị cấp trên', 'Cơ quan chủ quản', 'Đơn vị chủ quản', 'Parent unit']],
    ['title', ['Chức vụ', 'Chức danh', 'Chức vụ, chức danh', 'Vị trí việc làm', 'Position', 'Title']],
    ['category', ['Đối tượng', 'Loại', 'Phân loại', 'Diện cán bộ', 'Loại hợp đồng', 'Category', 'Staff category']],
    ['joinedOn', ['Ngày vào', 'Ngày vào ngành', 'Ngày bắt đầu', 'Ngày tuyển dụng', 'Start date', 'Joining date']],
    ['effectiveOn', ['Từ ngày', 'Ngày hiệu lực', 'Ngày điều chuyển', 'Ngày điều động', 'Transfer date', 'Effective date']],
    ['leftOn', ['Ngày nghỉ', 'Ngày nghỉ hưu', 'Ngày thôi việc', 'Ngày kết thúc', 'Leaving date', 'End date']],
    ['status', ['Trạng thái', 'Tình trạng', 'Tình trạng công tác', 'Status']],
  ])('means %s', (field, headings) => {
    expect(headings.map((heading) => [heading, fieldOf(heading)])).toEqual(headings.map((heading) => [heading, field]));
  });

  it.each(['STT', 'Ghi chú', 'Máy lẻ', 'Fax', 'Ngày sinh', 'Giới tính', 'Dân tộc', 'Số CCCD', 'Notes', ''])('of something else stays unused: %s', (heading) => expect(fieldOf(heading)).toBeUndefined());

  it('is understood decomposed, with line breaks and stray spaces', () => {
    expect(fieldOf('Họ và tên'.normalize('NFD'))).toBe('fullName');
    expect(fieldOf('Mã số\ncán bộ')).toBe('staffNo');
    expect(fieldOf('  Thư   điện  tử * ')).toBe('email');
  });
});

describe('headings together', () => {
  it('give every column one meaning, the exact wording first', () => {
    expect(guessColumns(['Tên đơn vị', 'Đơn vị', 'Tên'])).toEqual({ unitName: 1, fullName: 2 });
    expect(guessColumns(['Mã đơn vị', 'Mã', 'Tên đơn vị', 'Tên'])).toEqual({ unitCode: 0, staffNo: 1, unitName: 2, fullName: 3 });
  });
  it('take the first of two that say the same', () => expect(guessColumns(['Họ tên', 'Họ tên'])).toEqual({ fullName: 0 }));
  it('of the sample file in Vietnamese and in English mean all its facts', () => {
    const vi = ['Mã số cán bộ', 'Họ và tên', 'Thư điện tử', 'Số điện thoại', 'Mã đơn vị', 'Tên đơn vị', 'Đơn vị cấp trên', 'Chức vụ, chức danh', 'Đối tượng', 'Ngày vào', 'Ngày điều chuyển', 'Ngày nghỉ', 'Trạng thái'];
    const en = ['Staff number', 'Full name', 'E-mail', 'Phone number', 'Unit code', 'Unit', 'Parent unit', 'Position', 'Staff category', 'Joining date', 'Transfer date', 'Leaving date', 'Status'];
    const all = Object.fromEntries(importFields.map((field, at) => [field, at]));
    expect(guessColumns(vi)).toEqual(all);
    expect(guessColumns(en)).toEqual(all);
  });
});

describe('finding the heading row', () => {
  const headings = ['STT', 'Mã CB', 'Họ tên', 'Đơn vị'];
  const person: StoredCell[] = [{ n: '1' }, 'CB01', 'Mai Lan', 'Sở Tư pháp'];

  it.each<[string, StoredCell[][], number, number]>([
    ['in the first row', [headings, person], 0, 1],
    ['below a title', [['DANH SÁCH CÁN BỘ, CÔNG CHỨC', '', ''], headings, person], 1, 2],
    ['below the state motto and an agency on one line', [['UBND TỈNH NINH BÌNH', '', 'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM'], ['SỞ TƯ PHÁP', '', 'Độc lập - Tự do - Hạnh phúc'], [], headings, person], 3, 4],
    ['above a row of numbers', [headings, ['1', '2', '3', '4'], person], 0, 2],
    ['above a row of numbers in brackets', [headings, ['(1)', '(2)', '(3)', '(4)'], person], 0, 2],
    ['above numbers of cells', [headings, [{ n: '1' }, { n: '2' }, { n: '3' }, { n: '4' }], person], 0, 2],
    ['in the tenth row', [...Array.from({ length: 9 }, () => ['']), headings, person], 9, 10],
    ['where most facts are named', [['Đơn vị', 'Họ tên'], headings, person], 1, 2],
  ])('%s', (_, rows, at, firstRow) => expect(findHeader(rows)).toMatchObject({ at, firstRow }));

  it('does not take the first person for a numbering', () => {
    expect(findHeader([headings, ['1', 'CB01', 'Mai Lan', 'Sở']])?.firstRow).toBe(1);
    expect(findHeader([headings, ['1', '2', '4', '5']])?.firstRow).toBe(1);
    expect(findHeader([headings, ['1', '2']])?.firstRow).toBe(1);
  });

  it('does not take people for headings', () => {
    expect(findHeader([['CB001', 'a@vi-du.invalid'], ['CB002', 'b@vi-du.invalid']])).toBeUndefined();
  });

  it('falls back on the first row of two texts', () => {
    expect(findHeader([['Bảng'], ['A cột', 'B cột'], ['C cột', 'D cột']])).toEqual({ at: 1, firstRow: 2, headings: ['A cột', 'B cột'] });
  });

  it.each<[string, StoredCell[][]]>([['no rows', []], ['one text a row', [['a'], ['b']]], ['headings in the eleventh row', [...Array.from({ length: 10 }, () => ['']), headings]]])('finds none in %s', (_, rows) => expect(findHeader(rows)).toBeUndefined());

  it('cleans the headings', () => expect(findHeader([['  Mã\u00a0CB ', 'Họ\ntên']])?.headings).toEqual(['Mã CB', 'Họ tên']));
});
