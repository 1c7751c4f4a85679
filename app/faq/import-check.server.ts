import type { Db } from '../../db/client.ts';
import type { Localised } from '../platform/i18n/messages.ts';
import { parseYaml, readYaml, type YamlFile } from '../platform/content/yaml-file.ts';
import { answerFieldNames } from './messages/answer-field-names.ts';
import { answerRow, fieldsFrom, type AnswerRow } from './forms/answer-file.ts';
import { answerFaults } from './messages/faults.ts';
import { transferMessages as messages } from './messages/transfer.ts';
import { reservedSlugs } from './rules/answer-slug.ts';
import { faultsOfAnswer } from './rules/answer-faults.ts';
import type { AnswerFields } from './rules/answer.ts';
import { answerOf, hashOf, type VersionRow } from './version-rows.server.ts';

export const importMost = { rows: 2_000, bytes: 1_500_000 } as const;

export interface ImportRow {
  line: number;
  slug: string;
  question: string;
  kind: 'NEW' | 'CHANGED' | 'SAME' | 'ERROR';
  faults: Localised[];
  /** What would be written; null for a faulty row. */
  fields: AnswerFields | null;
  entryId: string | null;
}

/** Reads a file of answers as a list. @returns the sentence of what is wrong when it is none */
export function readList(content: string): { yaml: YamlFile; at: PropertyKey[]; count: number } | { fault: Localised } {
  const found: { line: number; reason: Localised }[] = [];
  const yaml = guarded(() => readYaml(content, (line, reason) => void found.push({ line, reason })));
  const [first] = found;
  if (first) return { fault: { vi: messages.in('vi')('fault.syntax', { line: first.line, message: first.reason.vi }), en: messages.in('en')('fault.syntax', { line: first.line, message: first.reason.en }) } };
  const value = yaml?.value as { answers?: unknown } | unknown[] | null | undefined;
  const list = Array.isArray(value) ? value : value?.answers;
  if (!yaml || !Array.isArray(list) || list.length === 0) return { fault: messages.both('fault.not-list') };
  if (list.length > importMost.rows) return { fault: messages.both('fault.many', { count: list.length, max: importMost.rows }) };
  return { yaml, at: Array.isArray(value) ? [] : ['answers'], count: list.length };
}

/** A file that is nested without measure ends the parser's stack, not the program. */
function guarded(read: () => YamlFile | null): YamlFile | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Holds every row of a file against the shape of an answer and against what the database holds. Writes nothing. */
export async function checkImport(db: Db, content: string, today: string): Promise<ImportRow[]> {
  const list = readList(content);
  if ('fault' in list) return [];
  const parsed = Array.from({ length: list.count }, (_, at) => parseRow(list.yaml, [...list.at, at]));
  const world = await worldOf(db);
  const inFile = Map.groupBy(parsed, ({ slug }) => slug);
  const rows: ImportRow[] = [];
  for (const row of parsed) rows.push(await judge(db, row, { world, inFile, today }));
  return rows;
}

interface ParsedRow {
  line: number;
  slug: string;
  question: string;
  row: AnswerRow | null;
  faults: Localised[];
}

function parseRow(yaml: YamlFile, at: PropertyKey[]): ParsedRow {
  const faults: Localised[] = [];
  const start = yaml.lineOf(at);
  const row = parseYaml(answerRow, yaml, (line, reason) => void faults.push(line === start ? reason : { vi: `${messages.in('vi')('fault.syntax', { line, message: reason.vi })}`, en: `${messages.in('en')('fault.syntax', { line, message: reason.en })}` }), at, answerFieldNames);
  const raw = at.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown>)?.[step], yaml.value) as { slug?: unknown; question?: unknown } | null;
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : '');
  return { line: start, slug: text(raw?.slug), question: text(raw?.question), row, faults };
}

interface World {
  topics: ReadonlySet<string>;
  bodies: ReadonlySet<string>;
  entries: ReadonlyMap<string, { id: string; slug: string; retired_at: string | null }>;
}

async function worldOf(db: Db): Promise<World> {
  const topics = await db.selectFrom('faq_topic').select('key').execute();
  const bodies = await db.selectFrom('competent_body').select('key').execute();
  const entries = await db.selectFrom('faq_entry').select(['id', 'slug', 'retired_at']).execute();
  return { topics: new Set(topics.map(({ key }) => key)), bodies: new Set(bodies.map(({ key }) => key)), entries: new Map(entries.map((entry) => [entry.slug, entry])) };
}

interface Court {
  world: World;
  inFile: ReadonlyMap<string, readonly ParsedRow[]>;
  today: string;
}

async function judge(db: Db, { row, ...parsed }: ParsedRow, { world, inFile, today }: Court): Promise<ImportRow> {
  const base = { line: parsed.line, slug: parsed.slug, question: parsed.question };
  if (!row) return { ...base, kind: 'ERROR', faults: parsed.faults, fields: null, entryId: null };
  const fields = fieldsFrom(row, { topic: row.topic, body: row.body });
  const faults: Localised[] = Object.values(faultsOfAnswer(fields, today));
  if ((inFile.get(row.slug)?.length ?? 0) > 1) faults.push(messages.both('fault.twice', { slug: row.slug }));
  if (reservedSlugs.has(row.slug)) faults.push(answerFaults.both('slug.reserved', { slug: row.slug }));
  if (!world.topics.has(fields.topic)) faults.push(answerFaults.both('topic.unknown', { key: fields.topic }));
  if (fields.transferTo && !world.bodies.has(fields.transferTo)) faults.push(answerFaults.both('body.unknown', { key: fields.transferTo }));
  if (fields.legalBasis.some(({ effectiveFrom, effectiveTo }) => effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom)) faults.push(answerFaults.both('document.order'));
  for (const slug of fields.related) {
    if (slug === row.slug) faults.push(answerFaults.both('related.self'));
    else if (!world.entries.has(slug) && !inFile.has(slug)) faults.push(answerFaults.both('related.unknown', { slug }));
  }
  const entry = world.entries.get(row.slug);
  const newest = entry && (await db.selectFrom('faq_version').selectAll().where('entry_id', '=', entry.id).orderBy('number', 'desc').limit(1).executeTakeFirst());
  const before = newest && (await answerOf(db, newest));
  if (newest && before) faults.push(...clashes(row, fields, { newest, before, isRetired: entry.retired_at !== null }));
  if (faults.length > 0) return { ...base, kind: 'ERROR', faults, fields: null, entryId: null };
  if (!entry || !before) return { ...base, kind: 'NEW', faults, fields, entryId: null };
  return { ...base, kind: hashOf(before) === hashOf(fields) ? 'SAME' : 'CHANGED', faults, fields, entryId: entry.id };
}

/** What would be lost or passed over if the row took the place of what is there. */
function clashes(row: AnswerRow, fields: AnswerFields, { newest, before, isRetired }: { newest: VersionRow; before: AnswerFields; isRetired: boolean }): Localised[] {
  if (hashOf(before) === hashOf(fields)) return [];
  const faults: Localised[] = isRetired ? [messages.both('fault.retired')] : [];
  if (newest.hash === null && (row.version !== newest.number || row.revision !== newest.revision)) faults.push(messages.both('fault.open-draft', { number: newest.number }));
  else if (row.version !== undefined && row.version < newest.number) faults.push(messages.both('fault.newer', { number: newest.number }));
  if (before.confidence === 'C' && fields.confidence !== 'C' && fields.sources.every((source) => before.sources.includes(source))) faults.push(answerFaults.both('confidence.source'));
  return faults;
}
