import { errorIn, warningIn, type Fault, type FaultKey } from '../rules/import-faults.ts';
import type { StoredCell } from '../rules/import-cells.ts';
import { firstSheet, scanSheet } from './scan-sheet.ts';
import { listZip, unpackEntry, type ZipEntry } from './open-zip.server.ts';

export const xlsxLimits = { megabytes: 60, ratio: 250, columns: 200, strayRow: 100_000, highestRow: 1_048_576 } as const;

export type ReadXlsx = { ok: true; rows: StoredCell[][]; notes: Fault[] } | { ok: false; fault: Fault };
type Refused = { ok: false; fault: Fault };

/** Reads the first sheet of a workbook, after making sure that it is one and that it unpacks to something bearable. */
export async function readXlsx(bytes: Buffer, maxRows: number): Promise<ReadXlsx> {
  const entries = listZip(bytes);
  if (!entries) return refuse('file.damaged');
  const refused = refuseArchive(entries, bytes.length);
  if (refused) return refused;
  const texts = unpackTexts(bytes, entries);
  if (!texts) return refuse('file.bomb', { max: xlsxLimits.megabytes });
  const sheet = firstSheet(texts.get('xl/workbook.xml') ?? '', texts.get('xl/_rels/workbook.xml.rels') ?? '');
  const xml = sheet && texts.get(sheet.path);
  if (!sheet || xml === undefined) return refuse('file.damaged');
  const notes = sheet.count > 1 ? [warningIn(undefined, 'note.sheets', { count: sheet.count })] : [];
  return refuseExtent(xml, maxRows) ?? parse(bytes, notes);
}

function refuse(key: FaultKey, params?: Fault['params']): Refused {
  return { ok: false, fault: errorIn(undefined, key, params) };
}

function refuseArchive(entries: readonly ZipEntry[], packed: number): Refused | null {
  const names = entries.map((entry) => entry.name);
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (entries.some((entry) => entry.isEncrypted)) return refuse('file.encrypted');
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) return refuse('file.macros');
  if (!names.includes('xl/workbook.xml')) return refuse('file.other');
  return size > xlsxLimits.megabytes * 1_000_000 || size > packed * xlsxLimits.ratio ? refuse('file.bomb', { max: xlsxLimits.megabytes }) : null;
}

/** The XML files of the archive; null when one is not what the directory promised. */
function unpackTexts(bytes: Buffer, entries: readonly ZipEntry[]): Map<string, string> | null {
  const texts = new Map<string, string>();
  for (const entry of entries) {
    if (!/\.(xml|rels)$/.test(entry.name)) continue;
    const content = unpackEntry(bytes, entry);
    if (!content) return null;
    if (/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(entry.name) || entry.name.includes('sheet')) texts.set(entry.name, content.toString('utf8'));
  }
  return texts;
}

function refuseExtent(xml: string, maxRows: number): Refused | null {
  const extent = scanSheet(xml);
  if (extent.rows > maxRows + 20) return refuse('file.too-many-rows', { count: extent.rows - 1, max: maxRows });
  if (extent.lastColumn > xlsxLimits.columns) return refuse('file.too-many-columns', { count: extent.lastColumn, max: xlsxLimits.columns });
  return extent.lastRow > xlsxLimits.strayRow || extent.highestRow > xlsxLimits.highestRow ? refuse('file.stray-row', { row: Math.max(extent.lastRow, extent.highestRow) }) : null;
}

async function parse(bytes: Buffer, notes: Fault[]): Promise<ReadXlsx> {
  try {
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const { readSheet } = await import('read-excel-file/universal');
    const rows = await readSheet<{ n: string }>(buffer, 1, { parseNumber: (n) => ({ n }) });
    return { ok: true, rows: rows.map((row) => row.map(stored)), notes };
  } catch {
    return refuse('file.damaged');
  }
}

function stored(value: unknown): StoredCell {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isFinite(value.getTime()) ? { d: value.toISOString().slice(0, 10) } : '';
  if (typeof value === 'object') return value as { n: string };
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}
