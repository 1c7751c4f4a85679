import { z } from 'zod';
import type { Setting } from '../platform/settings.ts';

/** What one part of a setting takes, read from the setting's own shape. */
export type FieldKind =
  | { kind: 'number'; least: number; most: number; isWhole: boolean }
  | { kind: 'numbers'; least: number; most: number; count: number }
  | { kind: 'choice'; options: string[] }
  | { kind: 'choices'; options: string[] }
  | { kind: 'time'; hasSeconds: boolean }
  | { kind: 'spans'; count: number }
  | { kind: 'text'; most: number };

/** One field of a setting's form: its name there, and where its value lies in the setting's. */
export type SettingField = FieldKind & { name: string; path: string[] };

type Shape = z.core.JSONSchema.BaseSchema;
const [minutes, seconds] = ['^([01]\\d|2[0-3]):[0-5]\\d$', '^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$'];
const isMinutes = (shape: unknown): boolean => (shape as Shape).pattern === minutes;

/** The fields of a setting's form in the order of its parts; null where a part has no field that fits, so that the whole is typed as JSON. */
export function fieldsOf(setting: Setting<unknown>): SettingField[] | null {
  const fields = below(z.toJSONSchema(setting.value, { io: 'input', unrepresentable: 'any' }), []);
  return fields.every((field) => field !== null) ? fields : null;
}

function below(shape: Shape, path: string[]): (SettingField | null)[] {
  if (shape.type === 'object' && shape.properties) return Object.entries(shape.properties).flatMap(([name, inner]) => below(inner as Shape, [...path, name]));
  const kind = kindOf(shape);
  return [kind && { ...kind, name: fieldName(path), path }];
}

/** The name of a part's field; no name of a part holds a dot. */
const fieldName = (path: readonly string[]): string => ['part', ...path].join('.');

function kindOf(shape: Shape): FieldKind | null {
  switch (shape.type) {
    case 'integer':
    case 'number':
      return { kind: 'number', ...bounds(shape), isWhole: shape.type === 'integer' };
    case 'boolean':
      return { kind: 'choice', options: ['true', 'false'] };
    case 'string':
      return textKind(shape);
    case 'array':
      return listKind(shape, shape.items as Shape);
    default:
      return null;
  }
}

function textKind({ enum: options, pattern, maxLength }: Shape): FieldKind {
  if (options) return { kind: 'choice', options: options.map(String) };
  if (pattern === minutes || pattern === seconds) return { kind: 'time', hasSeconds: pattern === seconds };
  return { kind: 'text', most: maxLength ?? 200 };
}

function listKind({ maxItems }: Shape, items: Shape): FieldKind | null {
  if (items.enum) return { kind: 'choices', options: items.enum.map(String) };
  if (items.type === 'integer' && maxItems) return { kind: 'numbers', ...bounds(items), count: maxItems };
  const isSpan = items.prefixItems?.length === 2 && items.prefixItems.every(isMinutes);
  return isSpan && maxItems ? { kind: 'spans', count: maxItems } : null;
}

const bounds = ({ minimum, maximum }: Shape) => ({ least: minimum ?? 0, most: maximum ?? Number.MAX_SAFE_INTEGER });

/** What was sent of a setting's form, by the names of its fields. */
export type Parts = Readonly<Record<string, unknown>>;

/** The value that the fields make together, as far as it can be read: what cannot stays the text that was typed, which the setting's shape refuses. */
export function valueOf(fields: readonly SettingField[], parts: Parts): unknown {
  const [only] = fields;
  if (only?.path.length === 0) return partOf(only, parts);
  const value: Record<string, unknown> = {};
  for (const field of fields) {
    let place = value;
    for (const name of field.path.slice(0, -1)) place = (place[name] ??= {}) as Record<string, unknown>;
    place[field.path.at(-1) ?? ''] = partOf(field, parts);
  }
  return value;
}

function partOf(field: SettingField, parts: Parts): unknown {
  const typed = textAt(parts, field.name).trim();
  switch (field.kind) {
    case 'number':
      return numberIn(typed, field.isWhole);
    case 'numbers':
      return typed === '' ? [] : typed.split(/[\s,;]+/).filter(Boolean).map((one) => numberIn(one, true));
    case 'choice':
      return field.options.includes('true') ? ({ true: true, false: false }[typed] ?? typed) : typed;
    case 'choices':
      return chosenIn(parts, field.name);
    case 'time':
      // A browser may leave out seconds that are none.
      return field.hasSeconds && /^\d\d:\d\d$/.test(typed) ? `${typed}:00` : typed;
    case 'spans':
      return Array.from({ length: field.count }, (_, at) => spanNames(field.name, at).map((name) => textAt(parts, name).trim())).filter((span) => span.some(Boolean));
    default:
      return typed;
  }
}

/** The names of the two ends of a span of hours. */
export const spanNames = (name: string, at: number): [from: string, to: string] => [`${name}.${at}.from`, `${name}.${at}.to`];

const textAt = (parts: Parts, name: string): string => (Object.hasOwn(parts, name) && typeof parts[name] === 'string' ? parts[name] : '');

function chosenIn(parts: Parts, name: string): unknown[] {
  const chosen = Object.hasOwn(parts, name) ? parts[name] : [];
  return Array.isArray(chosen) ? chosen : [chosen];
}

/** A whole number may be grouped as the page groups it, `1.350` or `1,350`, by threes throughout; any other mark in it is a decimal point to some and a thousand to others, so it is no number. */
function numberIn(typed: string, isWhole: boolean): number | string {
  if (isWhole) return /^(\d{1,15}|\d{1,3}(\.\d{3}){1,4}|\d{1,3}(,\d{3}){1,4})$/.test(typed) ? Number(typed.replace(/[.,]/g, '')) : typed;
  return /^\d{1,9}([.,]\d{1,9})?$/.test(typed) ? Number(typed.replace(',', '.')) : typed;
}

/** What a field shows of a value: its text, or its choices. Numbers stand as they are typed, with the reader's decimal mark. */
export function shownIn(field: SettingField, value: unknown, locale: 'vi' | 'en' = 'vi'): string | string[] {
  const part = field.path.reduce<unknown>((place, name) => (typeof place === 'object' && place !== null && Object.hasOwn(place, name) ? (place as Record<string, unknown>)[name] : undefined), value);
  if (field.kind === 'choices') return Array.isArray(part) ? part.map(String) : [];
  if (field.kind === 'numbers') return Array.isArray(part) ? part.join(', ') : '';
  if (typeof part === 'number' && locale === 'vi') return String(part).replace('.', ',');
  return typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean' ? String(part) : '';
}

/** The two ends of each span of a value. */
export function spansIn(field: SettingField, value: unknown): [from: string, to: string][] {
  const part = field.path.reduce<unknown>((place, name) => (place as Record<string, unknown> | undefined)?.[name], value);
  return Array.isArray(part) ? (part as [string, string][]) : [];
}
