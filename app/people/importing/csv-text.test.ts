import { describe, expect, it } from 'vitest';
import { importLimits } from './limits.ts';
import { readTable } from './read-table.server.ts';
import { guessSeparator, readCsv } from './read-csv.server.ts';
import { decodeText } from './decode-text.ts';

const headings = ['Mã số', 'Họ và tên', 'Đơn vị'];
const people = [['0012', 'Nguyễn Thị Thuỳ Dương', 'Sở Tư pháp'], ['0013', 'Đặng Văn Ước', 'UBND phường Hoa Lư']];
const textOf = (separator: string, lineEnd = '\r\n') => [headings, ...people].map((row) => row.join(separator)).join(lineEnd);

const utf16 = (text: string, big = false) => (big ? Buffer.from(`\ufeff${text}`, 'utf16le').swap16() : Buffer.from(`\ufeff${text}`, 'utf16le'));
/** Windows-1258: base letters of the code page, tones as combining bytes after them. */
const single: Record<string, number> = { â: 0xe2, ă: 0xe3, ê: 0xea, ô: 0xf4, ơ: 0xf5, ư: 0xfd, Ư: 0xdd, đ: 0xf0, Đ: 0xd0, '\u0300': 0xcc, '\u0309': 0xd2, '\u0303': 0xde, '\u0301': 0xec, '\u0323': 0xf2 };
const tone = /[\u0300\u0309\u0303\u0301\u0323]/;
function windows1258(text: string): Buffer {
  const letters = [...text.normalize('NFC')].flatMap((letter) => {
    const parts = [...letter.normalize('NFD')];
    return [parts.filter((part) => !tone.test(part)).join('').normalize('NFC'), ...parts.filter((part) => tone.test(part))];
  });
  return Buffer.from(letters.flatMap((letter) => [...letter].map((one) => single[one] ?? one.charCodeAt(0))));
}
const encodings: Record<string, (text: string) => Buffer> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-8 decomposed': (text) => Buffer.from(text.normalize('NFD')),
  'UTF-16 LE': (text) => utf16(text),
  'UTF-16 BE': (text) => utf16(text, true),
  'Windows-1258': windows1258,
};
const separators = { comma: ',', semicolon: ';', tab: '\t', bar: '|' };
const table = Object.entries(encodings).flatMap(([encoding, encode]) => Object.entries(separators).map(([name, separator]) => [encoding, name, encode, separator] as const));

async function rowsOf(bytes: Buffer) {
  const read = await readTable('danh-sach.csv', bytes);
  if (!read.ok) throw new Error(read.fault.key);
  return read.table;
}
const plain = (rows: readonly (readonly unknown[])[]) => rows.map((row) => row.map((cell) => String(cell).normalize('NFC')));

describe('text files', () => {
  it.each(table)('in %s with a %s', async (encoding, _, encode, separator) => {
    const found = await rowsOf(encode(textOf(separator)));
    expect(found.headings).toEqual(headings);
    expect(plain(found.rows.map((row) => row.cells))).toEqual(people);
    expect(found.notes.map((note) => note.key)).toEqual(encoding === 'Windows-1258' ? ['note.windows-1258'] : []);
  });

  it.each([['Windows', '\r\n'], ['Unix', '\n'], ['old Macs', '\r']])('with the line ends of %s', async (_, lineEnd) => {
    expect((await rowsOf(Buffer.from(textOf(',', lineEnd)))).rows.map((row) => row.rowNo)).toEqual([2, 3]);
  });

  it.each([['sep=;', ';'], ['SEP=|', '|'], ['sep=\t', '\t']])('believe their first line %j', async (told, separator) => {
    expect((await rowsOf(Buffer.from(`${told}\r\n${textOf(separator)}`))).rows).toHaveLength(2);
  });

  it('keep zeros in front, because a text stays a text', async () => {
    expect((await rowsOf(Buffer.from(textOf(',')))).rows[0]?.cells[0]).toBe('0012');
  });

  it('keep separators, quotes and line ends inside quotes', async () => {
    const found = await rowsOf(Buffer.from('Mã,Họ tên,Đơn vị\n1,"Văn, An","Phòng ""Một""\ncửa"\n'));
    expect(found.rows).toEqual([{ rowNo: 2, cells: ['1', 'Văn, An', 'Phòng "Một"\ncửa'] }]);
  });

  it('count the rows as Excel does, with empty ones between', async () => {
    expect((await rowsOf(Buffer.from('Mã,Họ tên\n1,A\n\n,,\n2,B\n\n'))).rows.map((row) => row.rowNo)).toEqual([2, 5]);
  });

  it('may hold a heading row below a title', async () => {
    expect(await rowsOf(Buffer.from('Danh sách cán bộ\n\nMã,Họ tên\n1,A'))).toMatchObject({ headerRow: 3, rows: [{ rowNo: 4 }] });
  });
});

describe('guessing the separator', () => {
  it.each([
    ['decimal commas between semicolons', 'a;b;c\n1,5;2,5;3\n1,5;2,5;4', ';'],
    ['commas inside names between tabs', 'Mã\tTên\n1\tAn, Bình\n2\tCúc, Dung', '\t'],
    ['one line only', 'a|b|c', '|'],
    ['the comma when nothing is separated', 'a\nb\nc', ','],
    ['the comma when nothing is there', '', ','],
    ['most columns when two fit equally often', 'a,b,c;d\n1,2,3;4', ','],
  ])('sees %s', (_, text, separator) => expect(guessSeparator(text)).toBe(separator));
});

describe('text that cannot be read', () => {
  it.each([
    ['TCVN3', Buffer.from('M· sè,Hä vµ tªn\n1,NguyÔn ThÞ ¸nh\n2,TrÇn §×nh', 'latin1')],
    ['half a pair of UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])],
    ['Chinese of GBK', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xa5, 0xce, 0xbb, 0xb5, 0xa5, 0xce, 0xbb])],
    ['a UTF-8 mark before broken UTF-8', Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xc3, 0x28])],
  ])('is refused: %s', (_, bytes) => expect(decodeText(bytes)).toMatchObject({ ok: false, fault: { key: 'file.encoding', level: 'error' } }));

  it('says near which line a quotation mark is open', () => {
    expect(readCsv('a,b\n1,2\n"3,4\n5,6\n', 10)).toMatchObject({ ok: false, fault: { key: 'file.csv-quotes', params: { line: expect.any(Number) } } });
  });
});

describe('how many rows fit', () => {
  const lines = (count: number) => Buffer.from(`Mã,Họ tên\n${Array.from({ length: count }, (_, at) => `CB${at},A`).join('\n')}\n`);
  it('20,000 do', async () => expect((await rowsOf(lines(importLimits.rows))).rows).toHaveLength(20_000));
  it('20,001 do not', async () => expect(await readTable('a.csv', lines(importLimits.rows + 1))).toEqual({ ok: false, fault: { key: 'file.too-many-rows', level: 'error', params: { count: 20_001, max: 20_000 } } }));
  it('blank rows do not count', async () => expect((await rowsOf(Buffer.concat([lines(importLimits.rows), Buffer.from(',\n'.repeat(500))]))).rows).toHaveLength(20_000));
});
