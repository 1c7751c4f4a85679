import type { Locale } from '../i18n/messages.ts';

/** What a column holds. Amounts are numbers with as many decimals as they have; days are `YYYY-MM-DD`, moments are instants, percents are shares from 0 to 1; everything else that looks like a number (staff numbers, codes) is text. */
export const cellKinds = ['text', 'number', 'decimal', 'amount', 'percent', 'day', 'moment'] as const;
export type CellKind = (typeof cellKinds)[number];
export type Cell = string | number | null;

export interface SheetColumn {
  head: string;
  kind: CellKind;
  /** In characters; follows from the kind when left out. */
  width?: number;
}

/** One table on its way into a file. Rows come in batches, so that nobody has to hold all of them, and other people are served in between. */
export interface Sheet {
  /** The name of the table in a workbook. */
  name: string;
  columns: readonly SheetColumn[];
  batches: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;
  timeZone: string;
  locale: Locale;
}

export const sheetFormats = ['xlsx', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** As much as one cell of a workbook may hold. */
export const longestCell = 32_767;
/** As many rows as a workbook may have below its head. */
export const mostRows = 1_048_575;

// What XML 1.0 cannot say, and what a spreadsheet would show as boxes; tabs and line ends stay.
const unsayable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;
const formulaStart = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** A text as a cell may hold it: no control characters, no half characters, no more than a cell takes; what is cut off is marked. */
export function cellText(text: string): string {
  const clean = text.toWellFormed().replace(/\r\n?/g, '\n').replace(unsayable, '');
  return clean.length <= longestCell ? clean : `${clean.slice(0, longestCell - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Whether a spreadsheet that reads plain text would take it for a formula. */
export function looksLikeFormula(text: string): boolean {
  return formulaStart.test(text);
}

/** A name that a workbook takes for a table: at most 31 signs, none of `[]:*?/\`, no apostrophe at its ends. */
export function sheetName(name: string): string {
  const clean = cellText(name).replace(/[[\]:*?/\\\n\t]/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 31).replace(/[\uD800-\uDBFF]$/, '').replace(/^['\s]+|['\s]+$/g, '');
  return clean || 'Danh sách';
}

const firstDay = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/** The number by which a workbook knows a wall-clock time `2026-11-23` or `2026-11-23T08:00:00`; null for what is no time, or lies before March 1900, where workbooks count a day that never was. */
export function serialOf(local: string): number | null {
  const at = Date.parse(`${local.length === 10 ? `${local}T00:00:00` : local}Z`);
  const serial = (at - firstDay) / dayMs;
  return Number.isNaN(serial) || serial < 61 ? null : serial;
}

const widths: Record<CellKind, number> = { text: 24, number: 10, decimal: 10, amount: 12, percent: 10, day: 12, moment: 17 };

/** How wide a column is drawn: as its kind needs, and wide enough for its head. */
export function widthOf({ kind, width, head }: SheetColumn): number {
  return Math.min(80, Math.max(width ?? widths[kind], Math.min(30, head.length + 3)));
}

/** A file name from words that every system takes. */
export function sheetFileName(what: string, day: string, format: SheetFormat): string {
  return `${what.replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'danh-sach'}-${day}.${format}`;
}

/** Cuts a list of ids into batches and reads the rows of each in the order of the ids; an id whose row is gone meanwhile is left out. */
export function rowsInBatches<Row extends { id: string }>(ids: readonly string[], size: number, read: (ids: string[]) => Promise<readonly Row[]>, cells: (row: Row) => readonly Cell[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  return batchesOf(ids, size, async (part) => {
    const rows = new Map((await read(part)).map((row) => [row.id, row]));
    return part.flatMap((id) => {
      const row = rows.get(id);
      return row ? [cells(row)] : [];
    });
  });
}

/** Cuts a list into batches and makes the rows of one after the other. */
export async function* batchesOf<Item>(items: readonly Item[], size: number, rowsOf: (part: Item[]) => Promise<readonly (readonly Cell[])[]>): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (let at = 0; at < items.length; at += size) yield await rowsOf(items.slice(at, at + size));
}
