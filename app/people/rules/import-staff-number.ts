import { dayWords } from '../../platform/days.ts';
import { cellText, type StoredCell } from './import-cells.ts';
import { errorIn, warningIn, type Fault } from './import-faults.ts';

const usable = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,29}$/u;
const scientific = /^\d+(?:[.,]\d+E[+-]?|E[+-])\d+$/i;
/** Excel keeps fifteen digits of a number and turns the rest into zeros. */
const keptDigits = 15;

/** The fixed width of this installation's numbers, and the numbers that exist as they are. */
export interface StaffNumberPattern {
  width: number | null;
  exists(staffNo: string): boolean;
}

/**
 * Reads a staff number. Zeros that Excel dropped are put back when the pattern has a fixed width, with a warning;
 * a number that Excel turned into 1.23E+05 or into a date is refused, because its digits are gone.
 */
export function readStaffNumber(cell: StoredCell | undefined, pattern: StaffNumberPattern): { staffNo: string; faults: Fault[] } {
  const text = cellText(cell).replace(/\s+/gu, '').toUpperCase().replace(/^(\d+)\.0+$/, '$1');
  const refuse = (key: Fault['key'], value: string) => ({ staffNo: text.slice(0, 40), faults: [errorIn('staffNo', key, { value: value.slice(0, 40) })] });
  if (text === '') return { staffNo: '', faults: [errorIn('staffNo', 'staff-no.missing')] };
  if (typeof cell === 'object' && 'd' in cell) return refuse('staff-no.date', dayWords(cell.d));
  const isNumber = typeof cell === 'object';
  if (scientific.test(text) || (isNumber && (/E/.test(text) || text.length > keptDigits))) return refuse('staff-no.scientific', text);
  if (text.startsWith('=')) return refuse('cell.formula', text);
  if (!usable.test(text)) return refuse('staff-no.invalid', text);
  const padded = pad(text, pattern);
  return padded === text ? { staffNo: text, faults: [] } : { staffNo: padded, faults: [warningIn('staffNo', 'staff-no.padded', { from: text, to: padded })] };
}

function pad(text: string, { width, exists }: StaffNumberPattern): string {
  return width === null || !/^\d+$/.test(text) || text.length >= width || exists(text) ? text : text.padStart(width, '0');
}

/**
 * The width that all-digit staff numbers have, when they all have the same and some begin with zero.
 * @param known numbers of the database, and text cells of the file that begin with zero
 */
export function widthOf(known: Iterable<string>): number | null {
  let width: number | null = null;
  let zeros = false;
  for (const staffNo of known) {
    if (!/^\d+$/.test(staffNo)) continue;
    if (width !== null && width !== staffNo.length) return null;
    width = staffNo.length;
    zeros ||= staffNo.startsWith('0');
  }
  return zeros ? width : null;
}
