import { isBlankRow, type StoredCell } from '../rules/import-cells.ts';
import { errorIn, type Fault, type FaultKey } from '../rules/import-faults.ts';
import { findHeader } from '../rules/import-fields.ts';
import { decodeText } from './decode-text.ts';
import { importLimits } from './limits.ts';
import { readCsv } from './read-csv.server.ts';
import { readXlsx } from './read-xlsx.server.ts';
import { sniffFile } from './sniff.ts';

/** A file as headings and rows; `rowNo` is the row's number in Excel. */
export interface ReadTable {
  headings: string[];
  headerRow: number;
  rows: { rowNo: number; cells: StoredCell[] }[];
  notes: Fault[];
}
export type TableResult = { ok: true; table: ReadTable } | { ok: false; fault: Fault };

/** Reads an uploaded list: what it really is, its text or workbook, its heading row, its rows that say something. */
export async function readTable(fileName: string, bytes: Buffer): Promise<TableResult> {
  if (bytes.length > importLimits.bytes) return refuse('file.too-large');
  const kind = sniffFile(fileName, bytes);
  if (kind.kind === 'refused') return refuse(kind.key);
  const read = kind.kind === 'zip' ? await readXlsx(bytes, importLimits.rows) : readText(bytes);
  if (!read.ok) return read;
  return layOut(read.rows, read.notes);
}

function refuse(key: FaultKey, params?: Fault['params']): { ok: false; fault: Fault } {
  return { ok: false, fault: errorIn(undefined, key, params) };
}

function readText(bytes: Buffer): { ok: true; rows: StoredCell[][]; notes: Fault[] } | { ok: false; fault: Fault } {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const read = readCsv(decoded.text, importLimits.rows);
  return read.ok ? { ok: true, rows: read.rows, notes: decoded.notes } : read;
}

function layOut(all: readonly StoredCell[][], notes: Fault[]): TableResult {
  if (all.every(isBlankRow)) return refuse('file.empty');
  const header = findHeader(all);
  if (!header) return refuse('file.no-header');
  const rows = all.flatMap((cells, at) => (at < header.firstRow || isBlankRow(cells) ? [] : [{ rowNo: at + 1, cells: trimEnd(cells) }]));
  if (rows.length === 0) return refuse('file.header-only');
  if (rows.length > importLimits.rows) return refuse('file.too-many-rows', { count: rows.length, max: importLimits.rows });
  return { ok: true, table: { headings: header.headings, headerRow: header.at + 1, rows, notes } };
}

function trimEnd(cells: readonly StoredCell[]): StoredCell[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1);
}
