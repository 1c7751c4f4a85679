import type { Instant } from './clock.ts';

/** The instant of a wall-clock time `2026-11-23T08:00`, with or without seconds, in a zone. A time that a clock change leaves out is taken as the one after it. */
export function instantOf(local: string, timeZone: string): Instant {
  const wanted = Date.parse(`${local.length === 16 ? `${local}:00` : local}.000Z`);
  const first = wanted - offsetAt(wanted, timeZone);
  return new Date(wanted - offsetAt(first, timeZone)).toISOString();
}

/** Whether a text is a wall-clock time `2026-11-23T08:00` of a day that the calendar has: a date alone would roll 31 November over to 1 December. */
export function isLocalTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) && isRealMoment(text);
}

/** The same, with or without seconds. */
export function isRealMoment(local: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return false;
  const at = Date.parse(`${local.length === 16 ? `${local}:00` : local}.000Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local.slice(0, 16));
}

/** The wall-clock time of an instant in a zone, as `datetime-local` fields want it: `2026-11-23T08:00`. */
export function localOf(instant: Instant, timeZone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** The same to the second: `2026-11-23T08:00:00`. */
export function localSecondOf(instant: Instant, timeZone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 19);
}

/** Making one costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const parts = format.formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(at / 1_000) * 1_000;
}
