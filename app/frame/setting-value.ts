import { z } from 'zod';
import { defineFormats } from '../platform/i18n/formats.ts';
import type { Localised } from '../platform/i18n/messages.ts';
import type { Setting } from '../platform/settings.ts';
import { fieldsOf, valueOf, type Parts, type SettingField } from './setting-fields.ts';
import { partWord } from './setting-parts.ts';
import { settingsMessages as messages } from './settings-messages.ts';

type Read = { ok: true; value: unknown } | { ok: false; fault: Localised };
type Issues = readonly z.core.$ZodIssue[];

const [vi, en] = [z.locales.vi().localeError, z.locales.en().localeError];
const placeOf = (locale: 'vi' | 'en', path: readonly PropertyKey[]): string => path.map((part) => (typeof part === 'number' ? String(part + 1) : partWord(locale, String(part)))).join(', ');
const wordsOf = (locale: 'vi' | 'en', issues: Issues): string => issues.slice(0, 3).map(({ path, message }) => `${path.length > 0 ? `${placeOf(locale, path)}: ` : ''}${message}`).join('; ');

/** A typed value, read and held against the setting's own shape; keys that it does not know are a fault, because a mistyped one would silently do nothing. */
export function readTypedValue(setting: Setting<unknown>, typed: string): Read {
  let raw: unknown;
  try {
    raw = JSON.parse(typed);
  } catch {
    return { ok: false, fault: messages.both('fault.json') };
  }
  const [read, inEnglish] = [setting.value.safeParse(raw, { error: vi }), setting.value.safeParse(raw, { error: en })];
  if (!read.success || !inEnglish.success) return { ok: false, fault: { vi: messages.in('vi')('fault.value', { words: wordsOf('vi', read.error?.issues ?? []) }), en: messages.in('en')('fault.value', { words: wordsOf('en', inEnglish.error?.issues ?? []) }) } };
  const stray = strayKeys(raw, read.data);
  return stray.length === 0 ? { ok: true, value: read.data } : { ok: false, fault: messages.both('fault.stray', { keys: stray.join(', ') }) };
}

function strayKeys(raw: unknown, read: unknown): string[] {
  if (!isRecord(raw) || !isRecord(read)) return [];
  return Object.keys(raw).flatMap((key) => (Object.hasOwn(read, key) ? strayKeys(raw[key], read[key]).map((inner) => `${key}.${inner}`) : [key]));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What came as JSON (a text) or field by field, held against the setting's shape; the faults stand by the names of the form's fields. */
export function readSent(setting: Setting<unknown>, sent: string | Parts): { ok: true; value: unknown } | { ok: false; faults: Record<string, Localised> } {
  const fields = typeof sent === 'string' ? null : fieldsOf(setting);
  if (typeof sent === 'string' || !fields) {
    const read = readTypedValue(setting, typeof sent === 'string' ? sent : '');
    return read.ok ? read : { ok: false, faults: { value: read.fault } };
  }
  const read = setting.value.safeParse(valueOf(fields, sent));
  return read.success ? { ok: true, value: read.data } : { ok: false, faults: Object.fromEntries(read.error.issues.map(({ path }) => faultAt(fields, path))) };
}

/** A fault stands at the field in which it lies; one of several fields together stands at the first of them. */
function faultAt(fields: readonly SettingField[], path: readonly PropertyKey[]): [name: string, say: Localised] {
  const lies = ({ path: own }: SettingField): boolean => own.every((part, at) => at >= path.length || part === path[at]);
  const field = fields.find(lies) ?? fields[0];
  return field ? [field.name, sentenceOf(field)] : ['value', messages.both('fault.text')];
}

function sentenceOf(field: SettingField): Localised {
  switch (field.kind) {
    case 'number':
      return inBothNumbers((t, number) => t(field.isWhole ? 'fault.whole' : 'fault.number', { least: number(field.least), most: number(field.most) }));
    case 'numbers':
      return inBothNumbers((t, number) => t('fault.numbers', { least: number(field.least), most: number(field.most), count: field.count }));
    case 'choice':
    case 'choices':
      return messages.both('fault.choice');
    case 'time':
      return messages.both(field.hasSeconds ? 'fault.seconds' : 'fault.time');
    case 'spans':
      return messages.both('fault.spans', { count: field.count });
    default:
      return messages.both('fault.text');
  }
}

/** A sentence with numbers, each as its language writes them. */
function inBothNumbers(sentence: (t: ReturnType<typeof messages.in>, number: (value: number) => string) => string): Localised {
  const [vi, en] = (['vi', 'en'] as const).map((locale) => sentence(messages.in(locale), defineFormats(locale, 'UTC').number));
  return { vi: vi ?? '', en: en ?? '' };
}
