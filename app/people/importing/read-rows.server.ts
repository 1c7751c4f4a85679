import type { Localised } from '../../platform/i18n/messages.ts';
import type { StoredCell } from '../rules/import-cells.ts';
import { errorIn, faultInBoth, type Fault } from '../rules/import-faults.ts';
import { readStaffNumber, widthOf } from '../rules/import-staff-number.ts';
import { decodeText } from './decode-text.ts';
import { importLimits } from './limits.ts';
import { readCsv } from './read-csv.server.ts';
import { readXlsx } from './read-xlsx.server.ts';
import { sniffFile } from './sniff.ts';

export type ReadRows = { ok: true; rows: StoredCell[][] } | { ok: false; say: Localised };

/** The rows of an uploaded table, whatever its headings: CSV in any encoding that people here save, or a workbook. */
export async function readRows(fileName: string, bytes: Buffer): Promise<ReadRows> {
  if (bytes.length > importLimits.bytes) return refuse(errorIn(undefined, 'file.too-large'));
  const kind = sniffFile(fileName, bytes);
  if (kind.kind === 'refused') return refuse(errorIn(undefined, kind.key));
  if (kind.kind === 'zip') {
    const read = await readXlsx(bytes, importLimits.rows);
    return read.ok ? { ok: true, rows: read.rows } : refuse(read.fault);
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) return refuse(decoded.fault);
  const read = readCsv(decoded.text, importLimits.rows);
  return read.ok ? { ok: true, rows: read.rows } : refuse(read.fault);
}

function refuse(fault: Fault): { ok: false; say: Localised } {
  return { ok: false, say: faultInBoth(fault) };
}

/** Reads staff numbers of this installation from cells: zeros that a spreadsheet dropped are put back, digits that it lost are a fault. */
export function staffNumberReader(known: readonly string[]): (cell: StoredCell | undefined) => { staffNo: string; fault: Localised | null } {
  const numbers = new Set(known);
  const pattern = { width: widthOf(known), exists: (staffNo: string) => numbers.has(staffNo) };
  return (cell) => {
    const { staffNo, faults } = readStaffNumber(cell, pattern);
    const fault = faults.find((one) => one.level === 'error');
    return { staffNo, fault: fault ? faultInBoth(fault) : null };
  };
}
