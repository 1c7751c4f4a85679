import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, looksLikeFormula } from '../platform/sheets/sheet.ts';
import type { TrainedPerson } from './queries/unit-training.server.ts';
import { trainingCsv } from './training-csv.server.ts';

const person = (changes: Partial<TrainedPerson> = {}): TrainedPerson => ({ id: 'u', staffNo: 'CB00001', fullName: 'Đinh Thị Mẫu', positionTitle: 'Công chức', unitName: 'UBND phường Hoa Lư', courses: 1, classes: 2, periods: 9.5, ...changes });
const read = (people: TrainedPerson[], locale: 'vi' | 'en' = 'vi') => parse(trainingCsv(people, 2026, locale), { bom: true, delimiter: locale === 'vi' ? ';' : ',' }) as string[][];

describe('the table of training periods', () => {
  it.each(['=1+1', '+84', '-x', '@SUM(A1)', '\t=1', '\r=1', ' =1+1', '\n=1', '＝1+1', '＋1', '－1', '＠x', '\uFEFF=1'])('lets nothing be calculated: %j', (words) => {
    const [, row = []] = read([person({ fullName: words, positionTitle: words, unitName: words, staffNo: words })]);
    for (const cell of row.slice(0, 4)) expect(cell.startsWith("'"), cell).toBe(true);
  });

  it('keeps every word apart from that, in both languages', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.constantFrom('vi' as const, 'en' as const), (words, locale) => {
      const [, row = []] = read([person({ fullName: words })], locale);
      expect(row).toHaveLength(8);
      const shown = cellText(words);
      expect(row[1]).toBe(looksLikeFormula(shown) ? `'${shown}` : shown);
    }));
  });

  it('writes decimals as each language does, and keeps zeros of staff numbers', () => {
    expect(read([person({ staffNo: '00120' })])[1]).toEqual(['="00120"', 'Đinh Thị Mẫu', 'Công chức', 'UBND phường Hoa Lư', '2026', '1', '2', '9,5']);
    expect(read([person({ staffNo: '120', periods: 0 })], 'en')[1]).toEqual(['120', 'Đinh Thị Mẫu', 'Công chức', 'UBND phường Hoa Lư', '2026', '1', '2', '0']);
  });

  it('of nobody is a head alone', () => {
    expect(read([])).toEqual([['Mã số cán bộ', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Năm', 'Khoá', 'Lớp', 'Số tiết']]);
    expect(read([], 'en')).toHaveLength(1);
  });

  it('of five thousand has as many rows, ended as spreadsheets expect', () => {
    const text = trainingCsv(Array.from({ length: 5_000 }, (_, at) => person({ id: String(at) })), 2026, 'vi');
    expect([text.startsWith('\uFEFF'), text.split('\r\n').length]).toEqual([true, 5_002]);
  });
});
