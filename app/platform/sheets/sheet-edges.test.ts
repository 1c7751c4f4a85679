import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { cellText, longestCell, looksLikeFormula, serialOf, sheetFileName, sheetName, widthOf, type Cell, type CellKind, type Sheet } from './sheet.ts';
import { fileHeaders, sheetBytes, sheetResponse } from './sheet-file.server.ts';

const made = new Date('2026-11-23T01:00:00Z');
const sheetOf = (rows: Cell[][], kinds: CellKind[], changes: Partial<Sheet> = {}): Sheet => ({ name: 'Danh sách', columns: kinds.map((kind, at) => ({ head: `Cột ${at + 1}`, kind })), batches: [rows], timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi', ...changes });
const csv = async (rows: Cell[][], kinds: CellKind[], locale: 'vi' | 'en' = 'vi') => parse((await sheetBytes(sheetOf(rows, kinds, { locale }), 'csv', made)).toString(), { bom: true, delimiter: locale === 'vi' ? ';' : ',' }) as string[][];
const xlsx = async (rows: Cell[][], kinds: CellKind[]) => ((await readXlsxFile(await sheetBytes(sheetOf(rows, kinds), 'xlsx', made), { trim: false })) as unknown as { data: unknown[][] }[])[0]?.data ?? [];
const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('whatever somebody is called', () => {
  it('comes back from CSV as a cell could hold it, and is never calculated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), fc.constantFrom('vi' as const, 'en' as const), async (rows, locale) => {
        const [, ...read] = await csv(rows, ['text', 'text'], locale);
        const expected = rows.map((row) => row.map((cell) => (looksLikeFormula(cellText(cell)) ? `'${cellText(cell)}` : cellText(cell))));
        // A row of nothing but empty cells still has its separator.
        expect(read).toEqual(expected);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
      { numRuns: 60 },
    );
  });

  it('comes back from a workbook, too', async () => {
    const printable = fc.string({ unit: fc.constantFrom('a', 'ế', '<', '&', '"', "'", '=', ';', ' ', '_', 'x', '0', 'D', '😀', ']', '>'), minLength: 1, maxLength: 30 }).filter((one) => one.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(printable, { minLength: 1, maxLength: 8 }), async (cells) => {
        const [, ...rows] = await xlsx(cells.map((cell) => [cell, 'x']), ['text', 'text']);
        expect(rows.map((row) => row[0])).toEqual(cells);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['x'.repeat(longestCell + 1), 'ế'.repeat(longestCell + 1).normalize('NFD'), `${'a'.repeat(longestCell - 1)}😀`])('of more than a cell holds is cut and says so', (long) => {
    const cell = cellText(long);
    expect([cell.length <= longestCell, cell.endsWith('…'), cell.isWellFormed()]).toEqual([true, true, true]);
  });
});

describe('numbers', () => {
  it.each<[CellKind, Cell, string, string]>([
    ['number', 0, '0', '0'], ['number', -5, '-5', '-5'], ['number', 1_234_567, '1234567', '1234567'], ['decimal', 8.456, '8,46', '8.46'], ['decimal', -0.5, '-0,5', '-0.5'], ['decimal', 10, '10', '10'], ['amount', 0.125, '0,125', '0.125'], ['amount', 1_234.000001, '1234,000001', '1234.000001'], ['amount', 1_200, '1200', '1200'],
    ['percent', 0, '0%', '0%'], ['percent', 1, '100%', '100%'], ['percent', 1 / 3, '33,3%', '33.3%'], ['percent', 0.0004, '0%', '0%'], ['number', '12', '12', '12'], ['number', null, '', ''], ['percent', '', '', ''],
  ])('%s %j is %j in Vietnamese and %j in English', async (kind, cell, vi, en) => {
    expect([(await csv([[cell, 'x']], [kind, 'text']))[1]?.[0], (await csv([[cell, 'x']], [kind, 'text'], 'en'))[1]?.[0]]).toEqual([vi, en]);
  });

  it('that are none are shown, without being calculated', async () => {
    expect((await csv([['=2+3', '-x', 'không rõ', Number.NaN, Number.POSITIVE_INFINITY]], ['number', 'decimal', 'percent', 'number', 'number']))[1]).toEqual(["'=2+3", "'-x", 'không rõ', 'NaN', 'Infinity']);
    expect((await xlsx([['=2+3', 'NaN', '1,5']], ['number', 'number', 'number']))[1]).toEqual(['=2+3', 'NaN', '1,5']);
    expect((await xlsx([[0.125, '=1', 1_200]], ['amount', 'amount', 'amount']))[1]).toEqual([0.125, '=1', 1_200]);
  });
});

describe('days and moments', () => {
  it('are those of the province, on both sides of midnight', async () => {
    expect((await csv([['2026-12-31T16:59:59.999Z', '2026-12-31T17:00:00.000Z', '2026-12-31']], ['moment', 'moment', 'day']))[1]).toEqual(['31/12/2026 23:59', '01/01/2027 00:00', '31/12/2026']);
    expect((await xlsx([['2026-12-31T17:00:00.000Z', '2028-02-29']], ['moment', 'day']))[1]).toEqual([new Date('2027-01-01T00:00:00Z'), new Date('2028-02-29T00:00:00Z')]);
  });

  it.each(['hôm qua', '=now()', '31/02/2026', ''])('%j is no moment and harms nothing', async (cell) => {
    const [row] = (await csv([[cell, 'x']], ['moment', 'text'])).slice(1);
    expect(row).toEqual([cell.startsWith('=') ? `'${cell}` : cell, 'x']);
  });

  it('have one number a day, growing by one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
        const day = new Date(Date.UTC(1900, 2, 1) + days * 86_400_000).toISOString().slice(0, 10);
        expect(serialOf(day)).toBe(61 + days);
      }),
    );
  });
});

describe('names', () => {
  it('of tables are taken by every workbook', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", ' ', 'a', 'ế', '[', ']', ':', '*', '?', '/', '\\', '\n', '😀', '\u0000'), maxLength: 50 }), (typed) => {
        const name = sheetName(typed);
        expect([name.length >= 1 && name.length <= 31, /[[\]:*?/\\\n\u0000]/.test(name), /^['\s]|['\s]$/.test(name), name.isWellFormed()]).toEqual([true, false, false, true]);
      }),
    );
    expect([sheetName("' 'a"), sheetName("a' '"), sheetName("O'Brien")]).toEqual(['a', 'a', "O'Brien"]);
  });

  it('of files lead nowhere and split no header', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const name = sheetFileName(typed, '2026-11-23', 'csv');
        expect(name).toMatch(/^[a-z0-9-]+-2026-11-23\.csv$/);
        expect(fileHeaders('csv', name)['Content-Disposition']).toBe(`attachment; filename="${name}"`);
      }),
    );
    expect(sheetFileName('../../etc/passwd', '2026-11-23', 'xlsx')).toBe('etc-passwd-2026-11-23.xlsx');
  });
});

it('columns are never narrower than nothing nor wider than a page', () => {
  fc.assert(
    fc.property(fc.constantFrom<CellKind>('text', 'number', 'decimal', 'amount', 'percent', 'day', 'moment'), fc.string({ maxLength: 200 }), fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }), (kind, head, width) => {
      const wide = widthOf({ kind, head, ...(width === undefined ? {} : { width }) });
      expect(wide >= 1 && wide <= 80).toBe(true);
    }),
  );
});

it('rows that are too short or too long neither move nor lose a cell', async () => {
  const kinds: CellKind[] = ['text', 'number', 'text'];
  expect((await csv([['a'], ['b', 1, 'c', 'zu viel']], kinds)).slice(1)).toEqual([['a', '', ''], ['b', '1', 'c']]);
  expect((await xlsx([['a'], ['b', 1, 'c', 'zu viel']], kinds)).slice(1)).toEqual([['a', null, null], ['b', 1, 'c']]);
});

it('a download without rows is a whole file with its head', async () => {
  const answer = sheetResponse(sheetOf([], ['text']), { format: 'csv', fileName: 'a-2026-11-23.csv', made });
  expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('x-content-type-options'), answer.headers.get('content-type')]).toEqual([200, 'private, no-store', 'nosniff', 'text/csv; charset=utf-8']);
  expect(await answer.text()).toBe('Cột 1\r\n');
});
