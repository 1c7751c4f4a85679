import type { Formats } from '../platform/i18n/formats.ts';
import { largeFirst } from '../platform/i18n/first-letter.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { partWord } from './setting-parts.ts';
import { settingsMessages } from './settings-messages.ts';

/** Whom a value is said to. */
export interface Listener { locale: Locale; formats: Formats }

/** A value for the eye: a line for each of its parts, the name before the words; one line without a name for a value that has none. */
export function linesOf(value: unknown, to: Listener): { name?: string; words: string }[] {
  if (!isRecord(value)) return [{ words: wholeText(value, to) }];
  return Object.entries(value).map(([key, part]) => {
    const [name, unit] = nameOf(key, to.locale);
    return { name: largeFirst(name), words: withUnit(part, unit, to) };
  });
}

/** The same in one line. */
export const inOneLine = (value: unknown, to: Listener): string => linesOf(value, to).map(({ name, words }) => (name ? `${name}: ${words}` : words)).join('; ');

/** A text that stands alone is what somebody wrote, also where it looks like a code. */
const wholeText = (value: unknown, to: Listener): string => (typeof value === 'string' ? value : say(value, to));

function say(value: unknown, to: Listener): string {
  if (typeof value === 'number') return to.formats.number(value);
  if (isSpan(value)) return value.join('–');
  if (Array.isArray(value)) return value.length > 0 ? value.map((one) => say(one, to)).join(', ') : partWord(to.locale, 'false');
  if (isRecord(value)) return together(value, to);
  return partWord(to.locale, String(value ?? false));
}

/** Parts that mean something only together are said as people say them; others one after the other. */
function together(value: Record<string, unknown>, to: Listener): string {
  const [t, number] = [settingsMessages.in(to.locale), (name: string) => say(value[name], to)];
  switch (Object.keys(value).join(' ')) {
    case 'points seconds':
      return t('say.limit', { points: number('points'), seconds: number('seconds') });
    case 'first every times':
      return t('say.repeat', { first: number('first'), every: number('every'), times: number('times') });
    case 'weekday hour':
      return `${weekdayOf(Number(value['weekday']), to.formats)}, ${number('hour')}`;
    default:
      return Object.entries(value).map(([key, part]) => {
        const [name, unit] = nameOf(key, to.locale);
        return `${name} ${withUnit(part, unit, to)}`;
      }).join(', ');
  }
}

/** The name of a part without the unit that its field's label carries: `giữ (ngày)`. */
function nameOf(key: string, locale: Locale): [name: string, unit: string] {
  const [, name, unit] = /^(.*) \(([^\d()]+)\)$/.exec(partWord(locale, key)) ?? [];
  return [name ?? partWord(locale, key), unit ?? ''];
}

function withUnit(part: unknown, unit: string, to: Listener): string {
  const words = say(part, to);
  const hasNumber = typeof part === 'number' || (Array.isArray(part) && part.length > 0);
  if (!unit || !hasNumber) return words;
  if (unit === '%') return `${words}%`;
  return `${words} ${to.locale === 'en' && (part === 1 || String(part) === '1') ? unit.replace(/s$/, '') : unit}`;
}

/** 1 is Monday, as the first of January 2024 was. */
const weekdayOf = (weekday: number, formats: Formats): string => formats.weekday(`2024-01-0${weekday}`).split(',')[0] ?? '';

/** From an hour to another. */
const isSpan = (value: unknown): value is string[] => Array.isArray(value) && value.length === 2 && value.every((end) => /^\d\d:\d\d$/.test(String(end)));
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
