import { z } from 'zod';
import type { Localised } from '../platform/i18n/messages.ts';
import type { Setting } from '../platform/settings.ts';
import { settingsMessages as messages } from './settings-messages.ts';

const [vi, en] = [z.locales.vi().localeError, z.locales.en().localeError];
const wordsOf = (issues: readonly z.core.$ZodIssue[]): string => issues.slice(0, 3).map(({ path, message }) => `${path.length > 0 ? `${path.map(String).join('.')}: ` : ''}${message}`).join('; ');

/** A typed value, read and held against the setting's own shape; keys that it does not know are a fault, because a mistyped one would silently do nothing. */
export function readTypedValue(setting: Setting<unknown>, typed: string): { ok: true; value: unknown } | { ok: false; fault: Localised } {
  let raw: unknown;
  try {
    raw = JSON.parse(typed);
  } catch {
    return { ok: false, fault: messages.both('fault.json') };
  }
  const [read, inEnglish] = [setting.value.safeParse(raw, { error: vi }), setting.value.safeParse(raw, { error: en })];
  if (!read.success || !inEnglish.success) return { ok: false, fault: { vi: messages.in('vi')('fault.value', { words: wordsOf(read.error?.issues ?? []) }), en: messages.in('en')('fault.value', { words: wordsOf(inEnglish.error?.issues ?? []) }) } };
  const stray = strayKeys(raw, read.data);
  return stray.length === 0 ? { ok: true, value: read.data } : { ok: false, fault: messages.both('fault.stray', { keys: stray.join(', ') }) };
}

function strayKeys(raw: unknown, read: unknown): string[] {
  if (!isRecord(raw) || !isRecord(read)) return [];
  return Object.keys(raw).flatMap((key) => (Object.hasOwn(read, key) ? strayKeys(raw[key], read[key]).map((inner) => `${key}.${inner}`) : [key]));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
