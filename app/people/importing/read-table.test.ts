import { describe, expect, it } from 'vitest';
import { workbookFiles, xlsxOf, zipOf, type TestCell } from '../../../tests/support/spreadsheet.ts';
import { readTable } from './read-table.server.ts';

const headings = ['Mã số cán bộ', 'Họ và tên', 'Đơn vị'];
const person = ['CB001', 'Nguyễn Thị Thuỳ Dương', 'Sở Tư pháp'];

async function read(name: string, bytes: Buffer | string) {
  return readTable(name, Buffer.from(bytes));
}
async function table(name: string, bytes: Buffer | string) {
  const result = await read(name, bytes);
  if (!result.ok) throw new Error(result.fault.key);
  return result.table;
}
async function faultOf(name: string, bytes: Buffer | string) {
  const result = await read(name, bytes);
  return result.ok ? 'no fault' : result.fault;
}
const csv = (rows: readonly string[][], separator = ',') => rows.map((row) => row.join(separator)).join('\r\n');

describe('reading a workbook', () => {
  it('gives headings and rows with the row numbers of Excel', async () => {
    const found = await table('danh-sach.xlsx', xlsxOf([headings, person, [null, null, null], ['CB002', 'Trần Văn Ưng', 'Sở Y tế']]));
    expect(found).toEqual({ headings, headerRow: 1, notes: [], rows: [{ rowNo: 2, cells: person }, { rowNo: 4, cells: ['CB002', 'Trần Văn Ưng', 'Sở Y tế'] }] });
  });

  it('passes over titles above the headings and the numbering below them', async () => {
    const rows: TestCell[][] = [['UBND TỈNH NINH BÌNH'], ['DANH SÁCH CÁN BỘ, CÔNG CHỨC'], [null], ['STT', ...headings], ['(1)', '(2)', '(3)', '(4)'], [1, ...person]];
    const found = await table('danh-sach.xlsx', xlsxOf(rows));
    expect(found.headerRow).toBe(4);
    expect(found.rows).toEqual([{ rowNo: 6, cells: [{ n: '1' }, ...person] }]);
  });

  it('keeps the digits of numbers and the days of date cells', async () => {
    const found = await table('a.xlsx', xlsxOf([['Mã', 'Họ tên', 'Ngày vào'], [{ n: '123456789012345678' }, 'A', { date: 45839 }], [{ n: '1.23E+5' }, 'B', { error: '#N/A' }]]));
    expect(found.rows.map((row) => row.cells)).toEqual([[{ n: '123456789012345678' }, 'A', { d: '2025-07-01' }], [{ n: '1.23E+5' }, 'B']]);
  });

  it('reads the first of several sheets and says so', async () => {
    const found = await table('a.xlsx', zipOf(workbookFiles([headings, person], 3)));
    expect(found.notes).toEqual([{ key: 'note.sheets', level: 'warning', params: { count: 3 } }]);
  });

  it('reads a workbook that is called .csv for what it is', async () => {
    expect((await table('a.csv', xlsxOf([headings, person]))).rows).toHaveLength(1);
  });

  it.each([
    ['no rows below the headings', [headings], 'file.header-only'],
    ['no headings', [['chỉ một ô'], ['rồi lại một ô']], 'file.no-header'],
    ['an empty sheet', [], 'file.empty'],
  ])('refuses %s', async (_, rows, key) => {
    expect(await faultOf('a.xlsx', xlsxOf(rows))).toMatchObject({ key });
  });

  it('refuses 50,000 rows with the limit and the count', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => [`CB${at}`, 'A']);
    expect(await faultOf('a.xlsx', xlsxOf([['Mã', 'Họ tên'], ...rows]))).toEqual({ key: 'file.too-many-rows', level: 'error', params: { count: 50_000, max: 20_000 } });
  });
});

describe('refusing what is no workbook', () => {
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);

  it.each([
    ['an empty file', 'a.xlsx', Buffer.alloc(0), 'file.empty'],
    ['HTML as .xlsx', 'a.xlsx', '<html><table><tr><td>Mã</td></tr></table></html>', 'file.html'],
    ['HTML as .xls with a byte-order mark', 'a.xls', '\ufeff<!DOCTYPE html><html></html>', 'file.html'],
    ['XML of Excel 2003', 'a.xls', '<?xml version="1.0"?><Workbook/>', 'file.html'],
    ['CSV as .xlsx', 'a.xlsx', csv([headings, person]), 'file.text-as-xlsx'],
    ['an old .xls', 'a.xls', ole, 'file.legacy-xls'],
    ['a workbook with a password', 'a.xlsx', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), 'file.encrypted'],
    ['a PDF', 'a.csv', '%PDF-1.7 …', 'file.other'],
    ['a picture', 'a.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'file.other'],
    ['bytes of nothing', 'a.csv', Buffer.from(Array.from({ length: 500 }, (_, at) => at % 7)), 'file.other'],
    ['another kind of zip', 'a.xlsx', zipOf({ 'word/document.xml': '<w/>' }), 'file.other'],
    ['an .xlsm by its name', 'a.xlsm', xlsxOf([headings, person]), 'file.macros'],
    ['macros inside an .xlsx', 'a.xlsx', zipOf({ ...workbookFiles([headings, person]), 'xl/vbaProject.bin': 'x' }), 'file.macros'],
    ['an encrypted zip', 'a.xlsx', zipOf(workbookFiles([headings, person]), { encrypted: true }), 'file.encrypted'],
    ['a cut-off zip', 'a.xlsx', xlsxOf([headings, person]).subarray(0, 400), 'file.damaged'],
    ['a workbook without its sheet', 'a.xlsx', zipOf({ ...workbookFiles([headings, person]), 'xl/_rels/workbook.xml.rels': '<Relationships/>' }), 'file.damaged'],
    ['broken sheet XML', 'a.xlsx', zipOf({ ...workbookFiles([headings]), 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>' }), 'file.damaged'],
  ])('refuses %s', async (_, name, bytes, key) => {
    expect(await faultOf(name, bytes)).toMatchObject({ key });
  });

  it('refuses a file of more than 10 MB', async () => {
    expect(await faultOf('a.csv', Buffer.alloc(10_000_001, 65))).toMatchObject({ key: 'file.too-large' });
  });
});

describe('refusing workbooks that would fill the memory', () => {
  const sheet = (xml: string) => zipOf({ ...workbookFiles([headings, person]), 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${xml}</sheetData></worksheet>` });

  it('refuses a zip bomb by what its directory says', async () => {
    expect(await faultOf('a.xlsx', zipOf({ ...workbookFiles([headings, person]), 'xl/media/zeros.xml': Buffer.alloc(61_000_000) }))).toMatchObject({ key: 'file.bomb', params: { max: 60 } });
  });

  it('refuses a small file that unpacks to very much more', async () => {
    expect(await faultOf('a.xlsx', zipOf({ ...workbookFiles([headings, person]), 'xl/worksheets/sheet2.xml': Buffer.alloc(5_000_000) }))).toMatchObject({ key: 'file.bomb' });
  });

  it('refuses a zip bomb whose directory lies', async () => {
    const files = { ...workbookFiles([headings, person]), 'xl/sharedStrings.xml': Buffer.alloc(5_000_000, 32) };
    expect(await faultOf('a.xlsx', zipOf(files, { claim: { 'xl/sharedStrings.xml': 100 } }))).toMatchObject({ key: 'file.bomb' });
  });

  it('refuses a stray cell far to the right', async () => {
    expect(await faultOf('a.xlsx', sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'))).toMatchObject({ key: 'file.too-many-columns', params: { count: 16_384, max: 200 } });
  });

  it('refuses a stray cell far down', async () => {
    expect(await faultOf('a.xlsx', sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'))).toMatchObject({ key: 'file.stray-row' });
  });

  it('refuses row numbers that no sheet has', async () => {
    expect(await faultOf('a.xlsx', sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="4000000000"></row>'))).toMatchObject({ key: 'file.stray-row' });
  });

  it('does not mind formatted cells without content', async () => {
    const xml = `<row r="1">${headings.map((text, at) => `<c r="${'ABC'[at]}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row><row r="2"><c r="A2"><v>7</v></c></row><row r="3"><c r="A3" s="1"/><c r="XFD3" s="1"></c></row>`;
    expect((await table('a.xlsx', sheet(xml))).rows).toEqual([{ rowNo: 2, cells: [{ n: '7' }] }]);
  });
});

describe('reading CSV', () => {
  it.each([',', ';', '\t', '|'])('finds the separator %j', async (separator) => {
    const found = await table('a.csv', csv([headings, person], separator));
    expect(found.headings).toEqual(headings);
    expect(found.rows).toEqual([{ rowNo: 2, cells: person }]);
  });

  it('believes the line sep= that Excel writes', async () => {
    expect((await table('a.csv', `sep=;\r\n${csv([headings, person], ';')}`)).rows).toEqual([{ rowNo: 2, cells: person }]);
  });

  it('counts rows as Excel does when cells hold line breaks, separators and quotes', async () => {
    const found = await table('a.csv', 'Mã số,Họ tên,Chức vụ\n1,"An ""Út"", Văn","Chuyên viên\nchính"\n2,Bình,Cán sự');
    expect(found.rows).toEqual([{ rowNo: 2, cells: ['1', 'An "Út", Văn', 'Chuyên viên\nchính'] }, { rowNo: 3, cells: ['2', 'Bình', 'Cán sự'] }]);
  });

  it('is content with rows of different lengths', async () => {
    expect((await table('a.csv', 'Mã,Họ tên,Đơn vị\n1,A\n2,B,C,D,E\n,,\n')).rows.map((row) => row.cells)).toEqual([['1', 'A'], ['2', 'B', 'C', 'D', 'E']]);
  });

  it('says near which line a quotation mark is not closed', async () => {
    expect(await faultOf('a.csv', 'Mã,Họ tên\n1,A\n2,"B\n3,C')).toMatchObject({ key: 'file.csv-quotes', params: { line: expect.any(Number) } });
  });

  it('refuses 50,000 rows with the limit and the count', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => [`CB${at}`, 'A']);
    expect(await faultOf('a.csv', csv([['Mã', 'Họ tên'], ...rows]))).toMatchObject({ key: 'file.too-many-rows', params: { count: 50_000, max: 20_000 } });
  });

  it('refuses millions of line ends without parsing them', async () => {
    expect(await faultOf('a.csv', `Mã,Họ tên\n${'\n'.repeat(3_000_000)}`)).toMatchObject({ key: 'file.too-many-rows' });
  });

  it('refuses a file with headings alone and one with blanks alone', async () => {
    expect(await faultOf('a.csv', 'Mã,Họ tên\n')).toMatchObject({ key: 'file.header-only' });
    expect(await faultOf('a.csv', '\n , \n')).toMatchObject({ key: 'file.empty' });
  });
});

describe('encodings of CSV', () => {
  const text = csv([headings, person]);
  const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  /** Windows-1258 writes Vietnamese vowels as a base letter with a combining tone. */
  const cp1258 = Buffer.from([...'Mã sô,Ho tên\r\n1,Nguyê~n Đăng'].flatMap((letter) => ({ ã: [0xe3], ô: [0xf4], ê: [0xea], '~': [0xde], Đ: [0xd0], ă: [0xe3] }[letter] ?? [letter.charCodeAt(0)])));

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE', utf16be],
  ])('reads %s', async (_, bytes) => {
    expect(await table('a.csv', bytes)).toMatchObject({ headings, rows: [{ cells: person }], notes: [] });
  });

  it('reads Windows-1258 and asks to look at the names', async () => {
    const found = await table('a.csv', cp1258);
    expect(found.rows[0]?.cells[1]).toMatch(/^Nguyễn/);
    expect(found.notes).toEqual([{ key: 'note.windows-1258', level: 'warning' }]);
  });

  it('refuses text in the old font TCVN3 instead of importing rubbish', async () => {
    const tcvn3 = Buffer.from('M· sè,Hä tªn\n1,NguyÔn V¨n §øc\n2,TrÇn ThÞ B×nh', 'latin1');
    expect(await faultOf('a.csv', tcvn3)).toMatchObject({ key: 'file.encoding' });
  });

  it('refuses broken UTF-16', async () => {
    expect(await faultOf('a.csv', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]))).toMatchObject({ key: 'file.encoding' });
  });
});
