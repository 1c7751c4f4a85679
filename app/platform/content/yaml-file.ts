import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import type { Localised } from '../i18n/messages.ts';
import type { Report } from './problems.ts';
import { fileReasons as reasons } from './reasons.ts';

export type Path = readonly PropertyKey[];

/** A YAML text that remembers where each of its fields stands. */
export interface YamlFile {
  value: unknown;
  /** The line of a field; of the nearest field above it when it is missing. */
  lineOf(path: Path): number;
}

/**
 * Reads YAML (1.2 core: no dates, no functions, no merge keys).
 * @param firstLine the line of the file on which `text` begins (front matter begins on line 2)
 * @returns null after reporting, when it is not YAML
 */
export function readYaml(text: string, report: Report, firstLine = 1): YamlFile | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const faults = [...document.errors, ...document.warnings];
  for (const fault of faults) report(lineAt(fault.pos[0]), reasons.both('yaml.syntax', { message: fault.message }));
  if (faults.length > 0) return null;
  try {
    return { value: document.toJS({ maxAliasCount: 0 }), lineOf: (path) => lineAt(offsetOf(document, path)) };
  } catch (error) {
    report(firstLine, reasons.both('yaml.syntax', { message: `${(error as Error).message} (& *)` }));
    return null;
  }
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!node) break;
      offset = (node as Node).range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

/** What fields are called for people who have not learnt the names that stand in the file. */
export type FieldNames = Readonly<Record<string, Localised>>;

/** Checks a part of a YAML file against its shape; every fault is reported at its line. A field with a name for people is called by it, with what stands in the file in brackets. */
export function parseYaml<T>(schema: z.ZodType<T>, file: YamlFile, report: Report, at: Path = [], names: FieldNames = {}): T | null {
  const parsed = schema.safeParse(valueAt(file.value, at), { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of keys) {
      const path = [...at, ...issue.path, ...(key === undefined ? [] : [key])];
      report(file.lineOf(path), reasonOf(issue, path, names));
    }
  }
  return null;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step], value);
}

/** Words of zod's kinds and formats as an editor would say them. */
const typeWords: Record<string, string> = { string: 'chữ / text', number: 'số / a number', int: 'số nguyên / a whole number', boolean: 'true | false', array: 'danh sách / a list', object: 'nhóm trường / a group of fields' };

function reasonOf(issue: z.core.$ZodIssue, path: Path, names: FieldNames): Localised {
  // The line says which of many; the field's own name is enough.
  const field = path.findLast((step) => typeof step === 'string') ?? 'YAML';
  const [reason, words] = said(issue);
  const name = Object.hasOwn(names, field) ? names[field] : undefined;
  const sentence = (locale: 'vi' | 'en') => (reasons.in(locale) as (key: string, params: Record<string, string>) => string)(reason, { ...words, field: name ? `${name[locale]} (${field})` : field });
  return { vi: sentence('vi'), en: sentence('en') };
}

/** Which sentence a fault has, with its words but the field's name. */
function said(issue: z.core.$ZodIssue): [reason: keyof typeof reasons.catalogue, words: Record<string, string>] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return ['yaml.unknown', {}];
    case 'invalid_type':
      return issue.input === undefined ? ['yaml.required', {}] : ['yaml.type', { type: typeWords[issue.expected] ?? issue.expected }];
    case 'invalid_value':
      return issue.input === undefined ? ['yaml.required', {}] : ['yaml.choice', { choices: issue.values.join(', ') }];
    case 'invalid_union':
      return ['yaml.choice', { choices: (issue as { options?: string[] }).options?.join(', ') ?? issue.message }];
    case 'invalid_format':
      return ['yaml.format', { format: issue.format === 'regex' ? 'a-z, 0-9, -' : issue.format === 'date' ? 'YYYY-MM-DD' : issue.format }];
    case 'too_small':
      if (issue.minimum === 1 && issue.origin === 'string') return ['yaml.required', {}];
      return [issue.origin === 'array' ? 'yaml.few' : 'yaml.small', { min: String(issue.minimum) }];
    case 'too_big':
      return [issue.origin === 'array' ? 'yaml.many' : 'yaml.big', { max: String(issue.maximum) }];
    default:
      return ['yaml.invalid', { message: issue.message }];
  }
}
