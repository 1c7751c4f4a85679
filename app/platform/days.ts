import type { Day } from './clock.ts';
import { typedDay } from './typed-time.ts';

const dayMs = 86_400_000;

/** The day so many days later, or earlier when the count is negative. */
export function plusDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** The same day of another month, or the last one of it. */
export function plusMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the other lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** A day as it is written here: 30/11/2026. */
export const dayWords = (day: Day): string => day.split('-').reverse().join('/');

/** `ngày 05 tháng 02 năm 2026`: days below 10 and months 1 and 2 carry a zero (form of official papers, NĐ 30/2020). */
export function longDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const shownMonth = Number(month) <= 2 ? month : String(Number(month));
  return `ngày ${date} tháng ${shownMonth} năm ${year}`;
}

/** A day that the calendar has, as a date field sends it or as people write it: 30/11/2026. */
export function readDay(typed: string): Day | null {
  const text = typedDay(typed);
  if (!/^(19[5-9]|20\d)\d-\d{2}-\d{2}$/.test(text)) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null;
}
