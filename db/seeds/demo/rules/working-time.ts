import type { Day, Instant } from '../../../../app/platform/clock.ts';
import type { Random } from './random.ts';

const dayMs = 86_400_000;
/** Vietnam is seven hours ahead of UTC all year. */
const offsetMs = 7 * 3_600_000;
const minuteMs = 60_000;

/** The demo's present: Monday 23/11/2026, 08:00 in Vietnam. Nothing in the seed happens later. */
export const DEMO_NOW: Instant = '2026-11-23T01:00:00.000Z';

const offDays = new Set<Day>([
  '2026-01-01',
  ...daysBetween('2026-02-14', '2026-02-22'), // Tết Bính Ngọ
  '2026-04-27', // Giỗ Tổ falls on a Sunday
  '2026-04-30', '2026-05-01',
  '2026-09-01', '2026-09-02',
]);

/** Hours in which people learn, in minutes of the day, with their share. The office is open from 07:30 to 17:30 with a break. */
const spells = [
  { from: 450, to: 570, weight: 24 },
  { from: 570, to: 690, weight: 30 },
  { from: 690, to: 810, weight: 4 },
  { from: 810, to: 930, weight: 24 },
  { from: 930, to: 1020, weight: 14 },
  { from: 1170, to: 1290, weight: 4 },
] as const;

export function isWorkingDay(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !offDays.has(day);
}

/** A day that nobody works or learns on: Tết and public holidays. */
export function isHoliday(day: Day): boolean {
  return offDays.has(day);
}

export function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export function daysApart(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The day itself when it is a working day, else the next one; with chance some day soon after, so that Mondays are not crowded. */
export function workingDayFrom(day: Day, random?: Random): Day {
  if (isWorkingDay(day)) return day;
  let found = plusDays(day, random?.int(1, 5) ?? 1);
  while (!isWorkingDay(found)) found = plusDays(found, 1);
  return found;
}

/** The instant of a clock time in Vietnam, `minutes` after midnight of the day. */
export function atLocal(day: Day, minutes: number, seconds = 0): number {
  return Date.parse(`${day}T00:00:00Z`) - offsetMs + minutes * minuteMs + seconds * 1000;
}

export function localDay(atMs: number): Day {
  return new Date(atMs + offsetMs).toISOString().slice(0, 10);
}

/** Minutes since midnight in Vietnam. */
export function localMinutes(atMs: number): number {
  return Math.floor((((atMs + offsetMs) % dayMs) + dayMs) % dayMs / minuteMs);
}

/** A moment at which somebody sits down to learn on that day. */
export function studyMoment(random: Random, day: Day): number {
  const spell = random.weighted(spells, (entry) => entry.weight);
  return atLocal(day, random.int(spell.from, spell.to - 1), random.int(0, 59));
}

/** The next sitting, some days later; a Saturday morning now and then. */
export function nextSitting(random: Random, after: Day, days: number): Day {
  const day = plusDays(after, days);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 6 && !isHoliday(day) && random.chance(0.12)) return day;
  return workingDayFrom(day, random);
}

function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}
