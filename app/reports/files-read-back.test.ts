import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOfFile } from '../../tests/support/file-text.ts';
import { drawPage, rowsOf, wordsOf } from '../../tests/support/page.tsx';
import { readWordFile } from '../../tests/support/word-file.ts';
import { aLine, fillReport, reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { csvRows, xlsxRows } from '../../tests/world/sheets.ts';
import { saveLine } from './commands/write-report.server.ts';
import * as docx from './routes/monthly-document-docx.ts';
import * as pdf from './routes/monthly-document-pdf.ts';
import * as summaryDocx from './routes/monthly-summary-docx.ts';
import * as summaryFile from './routes/monthly-summary-file.ts';
import * as summaryPdf from './routes/monthly-summary-pdf.ts';
import * as summaryPage from './routes/monthly-summary.tsx';
import * as versionPage from './routes/monthly-version.tsx';

/*
 * What a page shows and what its files say is read from all of them, each by a reader that knows nothing of how it was written: the page's markup, mammoth for Word,
 * pdfjs for PDF, read-excel-file and csv-parse for tables.
 */

const words = 'Điểm <b>1</b> & "2": thiếu thiết bị đọc';
let w: ReportWorld;
beforeEach(async () => {
  w = await reportWorld();
  await w.assign(w.units.other, 28);
  await fillReport(w, w.id, words);
  const revision = async (model: number) => (await w.db.selectFrom('monthly_report_line').select('revision').where('report_id', '=', w.id).where('model_number', '=', model).executeTakeFirstOrThrow()).revision;
  await saveLine(w.ports, w.focal, w.id, { model: 28, revision: await revision(28), fields: { ...aLine, status: 'BLOCKED', quantity: 1_250.5, target: 2_000, evidence: 'Công văn 12/UBND-VP', difficulties: 'Máy đọc thẻ hỏng', tasks: 'Thay máy' } });
  await saveLine(w.ports, w.focal, w.id, { model: 41, revision: await revision(41), fields: { ...aLine, status: 'COMPLETED', quantity: 7, target: null, measure: 'buổi', evidence: '=1+1' } });
  await w.walk('HAND_IN', 'SUBMIT');
});
afterEach(() => w[Symbol.asyncDispose]());

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
/** Breaks of lines are those of a page; what is compared are the words. */
const joined = (text: string) => text.normalize('NFC').replace(/\s+/g, '');

describe('the report of a unit', () => {
  const at = () => ({ report: w.id });

  it('says line by line in the Word file what stands on the page', async () => {
    const page = rowsOf(drawPage(versionPage.default, { data: (await w.ask(versionPage.loader, w.standing, { ...at(), version: '1' })).body }));
    const { rows } = await readWordFile(await bytesOf(await w.take(docx.loader, w.standing, at())));
    const lines = rows.filter(([number]) => ['27', '28', '41'].includes(number ?? '')).slice(0, 3);
    const shown = page.filter(([name]) => /^(27|28|41)\. /.test(name ?? ''));
    expect(lines.map(([number, name]) => `${number}. ${name}`)).toEqual(shown.map(([name]) => name));
    expect(lines.map(([, , status]) => status)).toEqual(shown.map(([, status]) => status));
    // On the page the share stands below the result, in the document in a column of its own.
    const plain = (text: string | undefined) => (text ?? '').replace(/ Đạt .*$/, '');
    expect(lines.map((line) => line[3])).toEqual(shown.map(([, , result]) => plain(result)));
    expect(lines.map((line) => line.slice(3, 6))).toEqual([['120 / 200 người', '60', 'Danh sách học viên'], ['1.250,5 / 2.000 người', '62,5', 'Công văn 12/UBND-VP'], ['7 buổi', '', '=1+1']]);
    for (const text of ['Đạt 62,5% chỉ tiêu', 'Công văn 12/UBND-VP']) expect(shown.flat().join(' ')).toContain(text);
  });

  it('has the same words as Word file and as PDF, hostile signs included', async () => {
    const { paragraphs } = await readWordFile(await bytesOf(await w.take(docx.loader, w.standing, at())));
    const read = joined(await textOfFile(await bytesOf(await w.take(pdf.loader, w.standing, at()))));
    expect(paragraphs).toContain(words);
    expect(paragraphs.length).toBeGreaterThan(30);
    for (const paragraph of paragraphs) expect(read).toContain(joined(paragraph));
    expect(paragraphs.filter((text) => text.includes('Máy đọc thẻ hỏng'))).toHaveLength(1);
  });
});

describe('the consolidation', () => {
  const path = (list: string, format = 'xlsx') => `/reports/monthly/summary/file?month=2026-12&list=${list}&format=${format}`;
  const take = (route: { loader: unknown }, to = '/reports/monthly/summary?month=2026-12') => w.take(route.loader, w.standing, {}, {}, to);
  const page = async () => drawPage(summaryPage.default, { data: (await w.ask(summaryPage.loader, w.standing, {}, undefined, '/reports/monthly/summary?month=2026-12')).body });

  it('says model by model the same on the page, in the workbook, as CSV and in the Word file', async () => {
    const shown = rowsOf(await page()).filter(([name]) => /^\d+\. /.test(name ?? ''));
    const book = (await xlsxRows(await take(summaryFile, path('models')))).slice(1);
    const csv = (await csvRows(await take(summaryFile, path('models', 'csv')))).slice(1);
    const word = (await readWordFile(await bytesOf(await take(summaryDocx)))).rows;
    expect(shown.map(([name]) => name)).toEqual(book.map(([number, name]) => `${String(number)}. ${String(name)}`));
    expect(shown.map(([, sent]) => sent)).toEqual(book.map((row) => `${String(row[4])}/${String(row[3])}`));
    expect(csv).toEqual(book.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))));
    expect(book.map(([number]) => number)).toEqual([27, 28, 41]);
    for (const [at, [number, name]] of book.entries()) {
      const line = word.find((row) => row[0] === String(number) && row[1] === name);
      expect(line, String(name)).toBeDefined();
      // What was reached stands in all of them in the same words.
      expect(shown[at]?.[3]).toBe(book[at]?.[11]);
      expect(line?.join(' ')).toContain(String(book[at]?.[11]).replace(/ \(.*$/, ''));
    }
  });

  it('says line by line on the page what the workbook holds as numbers', async () => {
    const shown = rowsOf(await page()).filter((row) => row.length === 6);
    const book = (await xlsxRows(await take(summaryFile, path('lines')))).slice(1);
    expect(shown.map(([unit, model, status]) => [unit, model, status])).toEqual(book.map(([unit, model, , status]) => [unit, String(model), status]));
    expect(book.map((row) => row.slice(4, 7))).toEqual([[120, 200, 'người'], [1_250.5, 2_000, 'người'], [7, null, 'buổi']]);
    expect(shown.map((row) => row[3])).toEqual(['120 / 200 người', '1.250,5 / 2.000 người', '7 buổi']);
  });

  it('has the same words as Word file and as PDF, and the page’s first sentence counts alike', async () => {
    const { paragraphs } = await readWordFile(await bytesOf(await take(summaryDocx)));
    const read = joined(await textOfFile(await bytesOf(await take(summaryPdf))));
    for (const paragraph of paragraphs.filter((text) => text !== 'DỰ THẢO')) expect(read).toContain(joined(paragraph));
    expect(wordsOf(await page())).toContain('1 trong 2 đơn vị đã gửi');
    expect(paragraphs.some((text) => /1\/2|1 trong (tổng số )?2/.test(text))).toBe(true);
  });
});
