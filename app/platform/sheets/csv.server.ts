import { stringify } from 'csv-stringify/sync';
import { defineFormats } from '../i18n/formats.ts';
import type { Locale } from '../i18n/messages.ts';
import { localSecondOf } from '../local-time.ts';
import { cellText, looksLikeFormula, type Cell, type CellKind, type Sheet } from './sheet.ts';

/**
 * A table as CSV (RFC 4180 with quotes and CRLF), piece by piece, with the byte-order mark by which Excel knows UTF-8. In Vietnamese the decimal sign is a comma, so the separator is a
 * semicolon, which Excel expects then; in English they are point and comma (docs/decisions/0036). What a spreadsheet would calculate begins with an apostrophe that can be seen.
 */
export async function* csvPieces(sheet: Sheet): AsyncGenerator<string> {
  const write = writerFor(sheet.locale);
  yield `\uFEFF${write([sheet.columns.map(({ head }) => shownText(head))])}`;
  for await (const rows of sheet.batches) {
    if (rows.length > 0) yield write(rows.map((row) => sheet.columns.map(({ kind }, at) => shown(row[at] ?? null, kind, sheet))));
  }
}

/**
 * A small table, head first, as a whole file of the same kind: texts as they are, numbers as the language writes them. With `keepsZeros` a text like 00120 is written as a formula of a
 * text, so that a spreadsheet keeps its zeros; not for files that a program reads again.
 */
export function csvText(rows: readonly (readonly Cell[])[], locale: Locale, { keepsZeros = false } = {}): string {
  const words = (text: string) => (keepsZeros && /^0\d+$/.test(text) ? `="${text}"` : shownText(text));
  const cell = (value: Cell) => (typeof value === 'number' ? numberOf(value, 'number', { locale }) : words(value ?? ''));
  return `\uFEFF${writerFor(locale)(rows.map((row) => row.map(cell)))}`;
}

function writerFor(locale: Locale) {
  const delimiter = locale === 'vi' ? ';' : ',';
  return (rows: readonly (readonly string[])[]) => stringify(rows as string[][], { delimiter, record_delimiter: 'windows', quote_record_delimiter: true });
}

function shown(cell: Cell, kind: CellKind, sheet: Sheet): string {
  if (cell === null || cell === '') return '';
  if (kind === 'text') return shownText(String(cell));
  if (kind === 'day') return shownText(defineFormats('vi', sheet.timeZone).day(String(cell)));
  if (kind === 'moment') return momentOf(String(cell), sheet.timeZone);
  const number = Number(cell);
  return Number.isFinite(number) ? numberOf(number, kind, sheet) : shownText(String(cell));
}

function momentOf(instant: string, timeZone: string): string {
  if (Number.isNaN(Date.parse(instant))) return shownText(instant);
  const local = localSecondOf(instant, timeZone);
  return `${local.slice(0, 10).split('-').reverse().join('/')} ${local.slice(11, 16)}`;
}

function numberOf(number: number, kind: CellKind, { locale }: Pick<Sheet, 'locale'>): string {
  const text = kind === 'percent' ? `${Math.round(number * 1000) / 10}%` : String(kind === 'decimal' ? Math.round(number * 100) / 100 : number);
  return locale === 'vi' ? text.replace('.', ',') : text;
}

function shownText(text: string): string {
  const clean = cellText(text);
  return looksLikeFormula(clean) ? `'${clean}` : clean;
}
