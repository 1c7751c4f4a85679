import { describe, expect, it } from 'vitest';
import { workbookFiles, xlsxOf, zipOf, type TestCell } from '../../../tests/support/spreadsheet.ts';
import { sayFault } from '../rules/import-faults.ts';
import { readTableApart } from './read-apart.server.ts';
import { readTable } from './read-table.server.ts';

const headings = ['Mã số cán bộ', 'Họ và tên', 'Đơn vị', 'Ngày vào', 'Hệ số'];
const people = (count: number): TestCell[][] => [headings, ...Array.from({ length: count }, (_, at): TestCell[] => [`CB${at}`, `Nguyễn Thị Thuỳ Dương ${at}`, null, { date: 45839 }, { n: '2.34' }])];
const text = people(3_000).map((row) => row.map((cell) => (typeof cell === 'string' ? cell : '')).join(';')).join('\r\n');
const bomb = zipOf({ ...workbookFiles(people(1)), 'xl/worksheets/sheet2.xml': Buffer.alloc(61_000_000, 32) });

describe('a list that is read in a thread of its own', () => {
  it.each<[what: string, name: string, bytes: Buffer]>([
    ['a large workbook', 'a.xlsx', xlsxOf(people(3_000))],
    ['a small workbook', 'a.xlsx', xlsxOf(people(2))],
    ['a large text in UTF-8', 'a.csv', Buffer.from(text)],
    ['a large text in UTF-16', 'a.csv', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['a part of a larger buffer', 'a.csv', Buffer.from(`xxx${text}`).subarray(3)],
    ['a large file that is no list', 'a.xlsx', Buffer.from(`%PDF-1.7${'x'.repeat(50_000)}`)],
    ['one row too many', 'a.xlsx', xlsxOf(people(20_001))],
    ['a bomb', 'a.xlsx', bomb],
    ['more bytes than are taken', 'a.csv', Buffer.alloc(10_000_001, 'a')],
  ])('is what it would be without one: %s', async (_what, name, bytes) => {
    expect(await readTableApart(name, bytes)).toEqual(await readTable(name, bytes));
  });

  it('keeps its rows', async () => {
    const read = await readTableApart('a.xlsx', xlsxOf(people(3_000)));
    expect(read.ok && read.table.rows.at(-1)).toEqual({ rowNo: 3_001, cells: ['CB2999', 'Nguyễn Thị Thuỳ Dương 2999', '', { d: '2025-07-01' }, { n: '2.34' }] });
  });

  it('says of a bomb what it is', async () => {
    expect(bomb.length).toBeGreaterThan(20_000);
    const read = await readTableApart('a.xlsx', bomb);
    expect(read.ok ? '' : sayFault(read.fault, 'vi')).toBe('Tệp giải nén ra quá lớn (tối đa 60 MB) nên không được nhận. Vui lòng chép riêng danh sách sang tệp mới.');
  });

  it('ends its thread alone when it wants more memory than there is for it', async () => {
    expect(await readTableApart('a.xlsx', xlsxOf(people(20_000)), 8)).toMatchObject({ ok: false, fault: { key: 'file.bomb', params: { max: 60 } } });
  });
});
