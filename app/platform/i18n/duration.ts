import type { Locale } from './messages.ts';

const [minutesOfTwoHours, hoursOfTwoDays] = [120, 48];
const made = new Map<Locale, Intl.NumberFormat[]>();

/** 90 phút, 24 giờ, 3 giờ 5 phút, 3 ngày 2 giờ: up to two hours in minutes, from two days on in days. Apart from the other formats, because scripts of pages count down with it. */
export function durationText(minutes: number, locale: Locale): string {
  const units = made.get(locale) ?? (['day', 'hour', 'minute'] as const).map((unit) => new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', { style: 'unit', unit, unitDisplay: 'long' }));
  made.set(locale, units);
  const parts = partsOf(Math.max(0, Math.round(minutes)));
  const said = parts.flatMap((count, at) => (count > 0 || (at === 2 && parts.every((part) => part === 0)) ? (units[at]?.format(count) ?? []) : []));
  return said.join(' ');
}

/** Days, hours and minutes; minutes do not matter beside days. */
function partsOf(minutes: number): [days: number, hours: number, minutes: number] {
  if (minutes <= minutesOfTwoHours) return [0, 0, minutes];
  const hours = Math.floor(minutes / 60);
  return hours < hoursOfTwoDays ? [0, hours, minutes % 60] : [Math.floor(hours / 24), hours % 24, 0];
}
