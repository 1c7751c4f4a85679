import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { longestCell, type Cell, type Sheet, type SheetColumn } from './sheet.ts';
import { sheetBytes, sheetResponse } from './sheet-file.server.ts';

const made = new Date('2026-11-23T01:00:00Z');
const columns: SheetColumn[] = [
  { head: 'Số hiệu', kind: 'text' },
  { head: 'Họ và tên', kind: 'text' },
  { head: 'Số bài', kind: 'number' },
  { head: 'Điểm', kind: 'decimal' },
  { head: 'Tỷ lệ', kind: 'percent' },
  { head: 'Hạn', kind: 'day' },
  { head: 'Lúc', kind: 'moment' },
];
const sheetOf = (rows: Cell[][], changes: Partial<Sheet> = {}): Sheet => ({ name: 'Tiến độ', columns, batches: [rows.slice(0, 1), rows.slice(1)], timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi', ...changes });
const usual: Cell[] = ['000123', 'Nguyễn Thị Thuỳ Dương', 1234, 8.5, 0.795, '2026-11-23', '2026-11-22T18:30:00.000Z'];
const hostile = ['=1+1', '+84 912 345 678', '-2', '@SUM(A1)', '\t=cmd', '＝1', '<script>alert(1)</script>', '"quoted"; a, b', 'hai\ndòng', "O'Brien", '_x000D_', 'a\u0000b', '😀 ế ộ ữ', 'Thuỳ Dương'.normalize('NFD')];

const read = async (rows: Cell[][], changes: Partial<Sheet> = {}): Promise<unknown[][]> => {
  const [first] = (await readXlsxFile(await sheetBytes(sheetOf(rows, changes), 'xlsx', made), { trim: false })) as unknown as { data: unknown[][] }[];
  return first?.data ?? [];
};
const xmlOf = async (rows: Cell[][]) => strFromU8(unzipSync(await sheetBytes(sheetOf(rows), 'xlsx', made))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());

describe('a workbook', () => {
  it('holds numbers as numbers, days as days, times of this zone as times, and staff numbers with their zeros', async () => {
    const [heads, row] = await read([usual]);
    expect(heads).toEqual(columns.map(({ head }) => head));
    expect(row).toEqual(['000123', 'Nguyễn Thị Thuỳ Dương', 1234, 8.5, 0.795, new Date('2026-11-23T00:00:00Z'), new Date('2026-11-23T01:30:00Z')]);
  });

  it('gives every text back as it was, formulas as mere texts', async () => {
    const rows = await read(hostile.map((text) => [text, text, null, null, null, null, null]));
    expect(rows.slice(1).map((row) => row[1])).toEqual(hostile.map((text) => text.replace('\u0000', '')));
    expect(await xmlOf(hostile.map((text) => [text, text]))).not.toMatch(/<f[ >]|\u0000/);
  });

  it('shows what is no number and no day after all as it is, and leaves out what is not there', async () => {
    const rows = await read([['1', 'x', 'không rõ', 'NaN', null, '31/02/2026', 'hôm qua'], ['2', '', 0, 0, 0, '1800-01-01', null]]);
    expect(rows[1]).toEqual(['1', 'x', 'không rõ', 'NaN', null, '31/02/2026', 'hôm qua']);
    expect(rows[2]).toEqual(['2', null, 0, 0, 0, '1800-01-01', null]);
  });

  it('keeps its head in sight, has widths, arrows for filtering and a name that workbooks take', async () => {
    const xml = await xmlOf([usual, usual]);
    expect(xml).toContain('state="frozen"');
    expect(xml).toContain('<autoFilter ref="A1:G3"/>');
    expect(xml.match(/<col /g)).toHaveLength(7);
    const parts = unzipSync(await sheetBytes(sheetOf([usual], { name: 'A/B: "C" & <D>' }), 'xlsx', made));
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain('name="A B &quot;C&quot; &amp; &lt;D&gt;"');
  });

  it('cuts texts that are longer than a cell', async () => {
    const rows = await read([['1', 'ế'.repeat(100_000)]]);
    expect(String(rows[1]?.[1])).toHaveLength(longestCell);
    expect(String(rows[1]?.[1]).endsWith('…')).toBe(true);
  });

  it('without rows has its head alone, and names columns beyond Z', async () => {
    expect(await read([])).toEqual([columns.map(({ head }) => head)]);
    const many = Array.from({ length: 60 }, (_, at): SheetColumn => ({ head: `C${at}`, kind: 'number' }));
    const rows = await read([Array.from({ length: 60 }, (_, at) => at)], { columns: many });
    expect(rows[1]?.[59]).toBe(59);
  });

  it('is broken off, not ended, when its rows cannot be read any more', async () => {
    async function* broken() {
      yield [usual];
      throw new Error('the database is gone');
    }
    await expect(sheetBytes(sheetOf([], { batches: broken() }), 'xlsx', made)).rejects.toThrow('the database is gone');
    await expect(sheetResponse(sheetOf([], { batches: broken() }), { format: 'csv', fileName: 'a.csv', made }).text()).rejects.toThrow();
  });
});

describe('CSV', () => {
  const csv = async (rows: Cell[][], locale: 'vi' | 'en' = 'vi') => (await sheetBytes(sheetOf(rows, { locale }), 'csv', made)).toString();
  const records = (text: string, delimiter = ';') => parse(text, { bom: true, delimiter, relax_column_count: false }) as string[][];

  it('begins with the mark of UTF-8, parts by semicolons and writes numbers with a decimal comma for Vietnamese readers', async () => {
    const text = await csv([usual]);
    expect(text.startsWith('\uFEFFSố hiệu;Họ và tên;')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(records(text)[1]).toEqual(['000123', 'Nguyễn Thị Thuỳ Dương', '1234', '8,5', '79,5%', '23/11/2026', '23/11/2026 01:30']);
  });

  it('parts by commas and writes a decimal point for readers of English', async () => {
    expect(records(await csv([usual], 'en'), ',')[1]).toEqual(['000123', 'Nguyễn Thị Thuỳ Dương', '1234', '8.5', '79.5%', '23/11/2026', '23/11/2026 01:30']);
  });

  it('puts an apostrophe before what would be calculated, and nothing before a negative number', async () => {
    const rows = records(await csv(hostile.map((text): Cell[] => [text, text, -5, -0.5, null, null, null])));
    expect(rows.slice(1).map((row) => row[1])).toEqual(hostile.map((text) => text.replace('\u0000', '')).map((text) => (/^[=+\-@\t＝]/.test(text) ? `'${text}` : text)));
    expect(rows[1]?.slice(2, 4)).toEqual(['-5', '-0,5']);
  });

  it('does not let a head or a broken number be calculated either', async () => {
    const text = (await sheetBytes(sheetOf([['=a', '', '=1+1', null, null, '=2', '@now']], { columns: columns.map((column) => ({ ...column, head: `=${column.head}` })) }), 'csv', made)).toString();
    for (const row of records(text)) for (const cell of row) expect(cell).not.toMatch(/^[=@+-]/);
  });
});

it('a download says what it is, belongs to one reader and streams the same bytes', async () => {
  const answer = sheetResponse(sheetOf([usual]), { format: 'xlsx', fileName: 'tien-do-2026-11-23.xlsx', made });
  expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': expect.stringContaining('spreadsheetml.sheet'), 'content-disposition': 'attachment; filename="tien-do-2026-11-23.xlsx"', 'cache-control': 'private, no-store' });
  expect(Buffer.from(await answer.arrayBuffer()).equals(await sheetBytes(sheetOf([usual]), 'xlsx', made))).toBe(true);
});

const hasOffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

it.skipIf(!hasOffice)('LibreOffice opens a workbook without a word and shows what was put in (left out where LibreOffice is not installed)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-sheet-'));
  try {
    writeFileSync(join(folder, 'a.xlsx'), await sheetBytes(sheetOf([usual, ['0007', '=1+1', 5, 7, 1, null, null]]), 'xlsx', made));
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):59,34,76', '--outdir', folder, join(folder, 'a.xlsx')], { stdio: 'ignore' });
    expect(parse(readFileSync(join(folder, 'a.csv')), { bom: true, delimiter: ';' })).toEqual([
      columns.map(({ head }) => head),
      ['000123', 'Nguyễn Thị Thuỳ Dương', '1,234', '8.5', '79.5%', '23/11/2026', '23/11/2026 01:30'],
      ['0007', '=1+1', '5', '7.0', '100.0%', '', ''],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it.skipIf(!hasOffice)('on paper a wide table lies on its side with all its columns, and its head comes back on every page (left out where LibreOffice is not installed)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-sheet-'));
  try {
    const wide = Array.from({ length: 9 }, (_, at) => ({ head: `Cột ${at + 1}`, kind: 'text' as const, width: 30 }));
    const rows = Array.from({ length: 120 }, (_, row) => wide.map((_column, at) => `${row}-${at}`));
    writeFileSync(join(folder, 'a.xlsx'), await sheetBytes(sheetOf(rows, { columns: wide, name: "Tổ 'A' & B" }), 'xlsx', made));
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'a.xlsx')], { stdio: 'ignore' });
    const pdf = await getDocument({ data: new Uint8Array(readFileSync(join(folder, 'a.pdf'))), useSystemFonts: false, verbosity: 0 }).promise;
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      const words = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ').normalize('NFC');
      expect(page.view.map(Math.round)).toEqual([0, 0, 842, 595]);
      for (const { head } of wide) expect(words).toContain(head);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
