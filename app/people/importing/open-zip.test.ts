import { describe, expect, it } from 'vitest';
import { workbookFiles, zipOf } from '../../../tests/support/spreadsheet.ts';
import { decodeText } from './decode-text.ts';
import { listZip, unpackEntry } from './open-zip.server.ts';
import { guessSeparator, readCsv } from './read-csv.server.ts';
import { firstSheet, scanSheet } from './scan-sheet.ts';
import { sniffFile } from './sniff.ts';

describe('the directory of a zip', () => {
  const bytes = zipOf({ 'a.xml': '<a/>', 'thư mục/b.xml': '<b>nội dung</b>' });

  it('lists names, sizes and flags without unpacking', () => {
    expect(listZip(bytes)).toMatchObject([{ name: 'a.xml', size: 4, method: 8, isEncrypted: false }, { name: 'thư mục/b.xml', at: expect.any(Number) }]);
    expect(listZip(zipOf({ 'a.xml': '<a/>' }, { encrypted: true }))).toMatchObject([{ isEncrypted: true }]);
  });

  it('finds the end behind a comment', () => {
    const commented = Buffer.concat([bytes, Buffer.from('lời ghi chú')]);
    expect(listZip(commented)).toHaveLength(2);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a torn end', bytes.subarray(0, bytes.length - 5)],
    ['a directory beyond the file', (() => { const broken = Buffer.from(bytes); broken.writeUInt32LE(0xfffffff0, broken.length - 6); return broken; })()],
    ['a directory of something else', (() => { const broken = Buffer.from(bytes); broken.writeUInt32LE(2, broken.length - 6); return broken; })()],
    ['more entries than a workbook has', (() => { const broken = Buffer.from(bytes); broken.writeUInt16LE(60_000, broken.length - 12); return broken; })()],
  ])('gives up on %s', (_, broken) => expect(listZip(broken)).toBeNull());

  it('unpacks an entry, and never more than was promised', () => {
    const [entry] = listZip(bytes) ?? [];
    if (!entry) throw new Error('no entry');
    expect(unpackEntry(bytes, entry)?.toString()).toBe('<a/>');
    expect(unpackEntry(bytes, { ...entry, size: 2 })).toBeNull();
    expect(unpackEntry(bytes, { ...entry, size: 9 })).toBeNull();
    expect(unpackEntry(bytes, { ...entry, method: 12 })).toBeNull();
    expect(unpackEntry(bytes, { ...entry, method: 0 })).toBeNull();
    expect(unpackEntry(bytes, { ...entry, at: bytes.length })).toBeNull();
    expect(unpackEntry(bytes, { ...entry, at: 3 })).toBeNull();
  });
});

describe('measuring a sheet', () => {
  it('counts rows with content and finds the far corner', () => {
    expect(scanSheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="AB1"><v>1</v></c></row><row r="7"><c r="C7" s="1"/><c r="D7"></c></row><row r="9"><c r="B9"><v>1</v></c></row>')).toEqual({ rows: 2, lastRow: 9, lastColumn: 28, highestRow: 9 });
  });
  it('understands prefixed tags and leaves columns alone', () => {
    expect(scanSheet('<x:cols><x:col min="1" max="16384"/></x:cols><x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c></x:row>')).toEqual({ rows: 1, lastRow: 2, lastColumn: 2, highestRow: 2 });
  });
  it('finds the first sheet through the relations', () => {
    const files = workbookFiles([], 2);
    expect(firstSheet(files['xl/workbook.xml'] ?? '', files['xl/_rels/workbook.xml.rels'] ?? '')).toEqual({ path: 'xl/worksheets/sheet1.xml', count: 2 });
    expect(firstSheet('<sheet name="a" r:id="rId1"/>', '<Relationship Id="rId1" Target="/xl/worksheets/x.xml"/>')?.path).toBe('xl/worksheets/x.xml');
    expect(firstSheet('', '')).toBeUndefined();
    expect(firstSheet('<sheet name="a" r:id="rId1(+"/>', '<Relationship Id="rId2" Target="x"/>')).toBeUndefined();
  });
});

describe('the parts of reading text', () => {
  it.each([['a,b,c\n1,2,3', ','], ['a;b\n1,5;2\n3,5;4', ';'], ['a\tb\n1\t2', '\t'], ['a|b\n1|2', '|'], ['một cột', ','], ['', ',']])('guesses the separator of %j', (text, separator) => {
    expect(guessSeparator(text)).toBe(separator);
  });
  it('keeps a cell of many lines together and refuses an endless one', () => {
    expect(readCsv('a,b\n"1\n2\n3",4', 10)).toEqual({ ok: true, rows: [['a', 'b'], ['1\n2\n3', '4']] });
    expect(readCsv(`a,b\n"${'x'.repeat(300_000)}",1`, 10)).toMatchObject({ ok: false, fault: { key: 'file.csv-quotes' } });
  });
  it('decodes what Windows writes and refuses what nobody can read', () => {
    expect(decodeText(Buffer.from('Họ tên'))).toMatchObject({ ok: true, text: 'Họ tên' });
    expect(decodeText(Buffer.from([0x48, 0x6f, 0xf2, 0x20, 0xd0, 0xfd]))).toMatchObject({ ok: true, text: expect.stringContaining('Họ Đư') });
    expect(decodeText(Buffer.from([0x81, 0x8d, 0x90, 0xa4, 0xa5]))).toMatchObject({ ok: false });
  });
  it('takes text for text whatever it is called', () => {
    for (const name of ['a.csv', 'a.txt', 'a', 'a.CSV', 'danh.sach.tsv']) expect(sniffFile(name, Buffer.from('Mã,Tên'))).toEqual({ kind: 'text' });
  });
});
