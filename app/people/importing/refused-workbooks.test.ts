import { describe, expect, it } from 'vitest';
import { workbookFiles, xlsxOf, zipOf } from '../../../tests/support/spreadsheet.ts';
import { sayFault } from '../rules/import-faults.ts';
import { readTable } from './read-table.server.ts';

const headings = ['Mã số', 'Họ và tên', 'Đơn vị'];
const files = workbookFiles([headings, ['CB01', 'Mai Lan', 'Sở Tư pháp']]);
const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2_000)]);
async function faultOf(name: string, bytes: Buffer | string) {
  const read = await readTable(name, Buffer.from(bytes));
  if (read.ok) throw new Error('was read');
  return read.fault;
}

describe('files that are no list', () => {
  it.each<[string, string, Buffer | string, string]>([
    ['a zip in a zip', 'a.xlsx', zipOf({ 'a.xlsx': zipOf(files) }), 'file.other'],
    ['a document of Word', 'a.xlsx', zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), 'file.other'],
    ['an empty zip', 'a.xlsx', zipOf({}), 'file.other'],
    ['a workbook with macros', 'a.xlsm', zipOf(files), 'file.macros'],
    ['a template with macros', 'A.XLTM', zipOf(files), 'file.macros'],
    ['hidden macros', 'a.xlsx', zipOf({ ...files, 'xl/VBAPROJECT.BIN': 'x' }), 'file.macros'],
    ['a locked zip', 'a.xlsx', zipOf(files, { encrypted: true }), 'file.encrypted'],
    ['a workbook with a password', 'a.xlsx', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), 'file.encrypted'],
    ['an old workbook', 'a.xls', ole, 'file.legacy-xls'],
    ['an old workbook under a new name', 'a.xlsx', ole, 'file.legacy-xls'],
    ['a web page under the name of a workbook', 'a.xls', '\n  <TABLE><tr><td>Mã</td></tr></TABLE>', 'file.html'],
    ['a web page under the name of a text', 'a.csv', '<html></html>', 'file.html'],
    ['a web archive', 'a.xls', 'MIME-Version: 1.0\r\n', 'file.html'],
    ['a text under the name of a workbook', 'a.xlsx', 'Mã,Họ tên\n1,A', 'file.text-as-xlsx'],
    ['a PDF', 'a.xlsx', '%PDF-1.7', 'file.other'],
    ['half a workbook', 'a.xlsx', zipOf(files).subarray(0, 300), 'file.damaged'],
    ['nothing', 'a.csv', '', 'file.empty'],
    ['blanks', 'a.csv', ' \n,,\n', 'file.empty'],
    ['headings alone', 'a.xlsx', xlsxOf([headings]), 'file.header-only'],
    ['headings and blank rows', 'a.xlsx', xlsxOf([headings, [null], ['', ' ']]), 'file.header-only'],
    ['a sheet full of nothing that unpacks to much', 'a.xlsx', zipOf({ ...files, 'xl/media/a.xml': Buffer.alloc(3_000_000) }), 'file.bomb'],
    ['a directory that lies', 'a.xlsx', zipOf({ ...files, 'xl/worksheets/sheet1.xml': Buffer.alloc(200_000, 32) }, { claim: { 'xl/worksheets/sheet1.xml': 50 } }), 'file.bomb'],
  ])('are refused with a sentence in both languages: %s', async (_, name, bytes, key) => {
    const fault = await faultOf(name, bytes);
    expect(fault).toMatchObject({ key, level: 'error' });
    for (const locale of ['vi', 'en'] as const) expect(sayFault(fault, locale)).not.toMatch(/[{}]|undefined/);
  });

  it('20,001 people in a workbook are one too many', async () => {
    const people = Array.from({ length: 20_001 }, (_, at) => [`CB${at}`, 'A']);
    const fault = await faultOf('a.xlsx', xlsxOf([['Mã', 'Họ tên'], ...people]));
    expect(fault).toMatchObject({ key: 'file.too-many-rows', params: { count: 20_001, max: 20_000 } });
  });
});
