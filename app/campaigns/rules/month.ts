import type { Day } from '../../platform/clock.ts';

/** A month as `2026-11`. */
export type Month = string;

const asDay = (at: number): Day => new Date(at).toISOString().slice(0, 10);

/** The days of a month, in order. */
export function daysOf(month: Month): Day[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, at) => asDay(Date.UTC(year, number - 1, at + 1)));
}

/** The month so many months later, or earlier. */
export function monthAfter(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return asDay(Date.UTC(year, number - 1 + months, 1)).slice(0, 7);
}

/** The first day after a month. */
export const endOf = (month: Month): Day => `${monthAfter(month, 1)}-01`;

/** Days of the week, Monday first. */
export const weekdayNames = { vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'], en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] } as const;

/** Which day of the week a day is; weeks begin on Monday with 1. */
export const weekdayOf = (day: Day): number => ((new Date(`${day}T12:00:00.000Z`).getUTCDay() + 6) % 7) + 1;
