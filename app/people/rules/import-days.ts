import type { Day } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import type { FaultKey } from './import-faults.ts';
import { cellText, type StoredCell } from './import-cells.ts';

export type ReadDay = { ok: true; day: Day | null } | { ok: false; key: FaultKey; params: Record<string, string> };

/** No day of a working life lies before this one. */
export const earliestDay: Day = '1940-01-01';
/** 1940-01-01 and 2100-01-01 as Excel counts days; other numbers are no dates of a working life. */
const serials = { first: 14_611, last: 73_051 } as const;

/** Reads a day: a date cell, Excel's day number, dd/MM/yyyy, d/M/yy, ISO, or `ngày … tháng … năm …`. An empty cell is null. */
export function readDay(cell: StoredCell | undefined, today: Day): ReadDay {
  const text = cellText(cell);
  if (text === '') return { ok: true, day: null };
  const day = parseDay(text, today);
  const refuse = (key: FaultKey, value: string): ReadDay => ({ ok: false, key, params: { value } });
  if (!day) return refuse(/^\d{1,2}[/.-]\d{4}$|^(19|20)\d{2}$/.test(text) ? 'day.incomplete' : 'day.invalid', text.slice(0, 40));
  if (day > today) return refuse('day.future', dayWords(day));
  return day < earliestDay ? refuse('day.too-early', dayWords(day)) : { ok: true, day };
}

function parseDay(text: string, today: Day): Day | null {
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromSerial(Math.floor(Number(text)));
  const plain = text.replace(/[T ]\d{1,2}:\d{2}.*$/, '').trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const spoken = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/i.exec(plain);
  const local = spoken ?? /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})$/.exec(plain);
  return local ? realDay(fullYear(local[3] ?? '', today), Number(local[2]), Number(local[1])) : null;
}

/** Two digits mean this century up to this year, else the last one. */
function fullYear(digits: string, today: Day): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year <= Number(today.slice(2, 4)) ? 2000 + year : 1900 + year;
}

function realDay(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const fits = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return fits ? date.toISOString().slice(0, 10) : null;
}

function fromSerial(serial: number): Day | null {
  if (serial < serials.first || serial > serials.last) return null;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}
