import type { Day, Instant } from '../clock.ts';
import { durationText } from './duration.ts';
import type { Locale } from './messages.ts';

/** How dates and numbers are shown (dd/MM/yyyy, 24 h, `1.234,5`; source: shared text rules of the province's documents). */
export interface Formats {
  /** 23/11/2026 */
  day(value: Instant | Day): string;
  /** 23/11/2026 14:30 */
  moment(value: Instant): string;
  /** 23/11/2026 14:30:05 */
  second(value: Instant): string;
  /** 14:30 */
  time(value: Instant): string;
  /** 14:30; with its date where that is another day than the one it is read on: a time alone is taken for today's. */
  timeSeen(value: Instant, now: Instant): string;
  /** Thứ Hai, 23/11/2026 */
  weekday(value: Instant): string;
  /** Thứ Hai, 23/11/2026, 08:00–11:30; with both days where it ends on another one. */
  span(from: Instant, to: Instant): string;
  /** 90 phút, 24 giờ, 3 ngày 2 giờ: up to two hours in minutes, from two days on in days. */
  duration(minutes: number): string;
  number(value: number): string;
  /** 8,5 */
  score(value: number): string;
  /** 80,00: as many decimals in every line of a column */
  hundredths(value: number): string;
  /** share 0..1 → 79% */
  percent(value: number): string;
  /** 0,4 kB, 182 kB, 1,4 MB: how large a file is; the smallest to a tenth, so that some of them look like their sum. */
  bytes(value: number): string;
  /** `3, 10 và 17`: with a word before the last, because a comma alone reads as a decimal comma. */
  list(items: readonly string[]): string;
}

const made = new Map<string, Formats>();

/** Formats of one language and zone; made once, because Intl objects are costly. */
export function defineFormats(locale: Locale, timeZone: string): Formats {
  const key = `${locale}|${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const formats = build(locale, timeZone);
  made.set(key, formats);
  return formats;
}

function build(locale: Locale, timeZone: string): Formats {
  const tag = locale === 'vi' ? 'vi-VN' : 'en-GB';
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const seconds = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const weekday = new Intl.DateTimeFormat(tag, { timeZone, weekday: 'long' });
  const number = new Intl.NumberFormat(tag);
  const score = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const hundredths = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const plainDay = /^\d{4}-\d{2}-\d{2}$/;
  const dayText = (value: string) => (plainDay.test(value) ? value.split('-').reverse().join('/') : day.format(new Date(value)));
  const timeText = (value: Instant) => time.format(new Date(value));
  const moment = (value: Instant) => `${dayText(value)} ${timeText(value)}`;
  // “Thứ” at the end of a line and “Ba” on the next one are no day: the two stay together.
  const weekdayText = (value: Instant) => `${capital(weekday.format(new Date(value))).replace('Chủ Nhật', 'Chủ nhật').replace(' ', '\u00a0')}, ${dayText(value)}`;
  const isOneDay = (one: Instant, other: Instant) => dayText(one) === dayText(other);
  return {
    day: dayText,
    moment,
    second: (value) => `${dayText(value)} ${seconds.format(new Date(value))}`,
    time: timeText,
    timeSeen: (value, now) => (isOneDay(value, now) ? timeText(value) : moment(value)),
    weekday: weekdayText,
    span: (from, to) => `${weekdayText(from)}, ${timeText(from)}${isOneDay(from, to) ? '–' : ` – ${weekdayText(to)}, `}${timeText(to)}`,
    duration: (minutes) => durationText(minutes, locale),
    number: (value) => number.format(value),
    score: (value) => score.format(value),
    hundredths: (value) => hundredths.format(Math.round(value * 100) / 100 + 0),
    percent: (value) => `${number.format(Math.round(value * 100))}%`,
    bytes: (value) => (value >= 1_000_000 ? `${score.format(value / 1_000_000)} MB` : value < 10_000 ? `${score.format(Math.ceil(value / 100) / 10)} kB` : `${number.format(Math.ceil(value / 1_000))} kB`),
    list: (items) => list.format(items),
  };
}

function capital(text: string): string {
  return text.replace(/(^|\s)\p{L}/gu, (letter) => letter.toLocaleUpperCase('vi'));
}

interface DayFormat {
  format: Intl.DateTimeFormat;
  /** Days by quarter of an hour since 1970. */
  known: Map<number, Day>;
}
const dayFormats = new Map<string, DayFormat>();
/** Offsets of zones, and the moments at which they change, are multiples of it; so all instants of one quarter lie on one day. */
const quarter = 900_000;
const knownAtMost = 20_000;

/** The calendar day of an instant in a zone: `2026-11-23`. Remembered, because asking Intl costs more than the rest of many rules together. */
export function dayIn(timeZone: string, at: Date): Day {
  const { format, known } = dayFormats.get(timeZone) ?? dayFormatOf(timeZone);
  const slot = Math.floor(at.getTime() / quarter);
  // Before 1972 clocks went by the sun in some places, and no slot is whole.
  if (!(slot > 70_080)) return format.format(at);
  const remembered = known.get(slot);
  if (remembered !== undefined) return remembered;
  if (known.size >= knownAtMost) known.clear();
  const day = format.format(at);
  known.set(slot, day);
  return day;
}

function dayFormatOf(timeZone: string): DayFormat {
  const made = { format: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }), known: new Map<number, Day>() };
  dayFormats.set(timeZone, made);
  return made;
}
