import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { collectProblems, sortProblems, type Problem, type Problems, type Report } from '../../platform/content/problems.ts';
import { largestYaml, readSource } from '../../platform/content/source-text.server.ts';
import { parseYaml, readYaml } from '../../platform/content/yaml-file.ts';
import { reservedSlugs } from '../rules/answer-slug.ts';
import { bodiesFile, slugShape, topicsFile, wordsFile, type BodyRow, type TopicRow } from '../forms/answer-file.ts';
import { contentReasons as reasons } from '../messages/content.ts';
import type { WordPair } from '../rules/lay-words.ts';
import { readAnswer, type SourceAnswer } from './read-answer.server.ts';

/** Everything that lies in `content/faq`; answers with faults are left out. */
export interface AnswersOnDisk {
  topics: TopicRow[];
  bodies: BodyRow[];
  /** Abbreviations and lay words. */
  words: WordPair[];
  answers: SourceAnswer[];
  problems: Problem[];
}

const largestAnswer = 60_000;
const posix = (path: string) => path.replaceAll('\\', '/');

/** Reads the folder `faq` of the content: topics, bodies, one file for each answer. Null when there is no such folder. */
export function readAnswers(contentDir: string, today: string): AnswersOnDisk | null {
  const folder = join(contentDir, 'faq');
  if (!existsSync(folder)) return null;
  const problems = collectProblems();
  const topics = readList(folder, 'topics.yaml', topicsFile, problems) ?? [];
  const bodies = readList(folder, 'bodies.yaml', bodiesFile, problems);
  const words = existsSync(join(folder, 'words.yaml')) ? (readFile(folder, 'words.yaml', wordsFile, problems)?.rows ?? []) : [];
  const answers: SourceAnswer[] = [];
  for (const { name } of listFolders(folder)) {
    if (topics.some(({ key }) => key === name)) answers.push(...readTopic(folder, name, today, problems));
    else problems.error(posix(join(folder, name)), 1, reasons.both('topic.unknown', { name, list: 'topics.yaml' }));
  }
  const faulty = new Set(checkTogether(answers, bodies, problems));
  return { topics, bodies: bodies ?? [], words, answers: answers.filter((answer) => !faulty.has(answer)), problems: sortProblems(problems.list) };
}

const listFolders = (folder: string) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));

function readList<Row extends { key: string }>(folder: string, name: string, schema: z.ZodType<Row[]>, problems: Problems): Row[] | null {
  const read = readFile(folder, name, schema, problems);
  read?.rows.forEach(({ key }, at) => {
    if (read.rows.findIndex((other) => other.key === key) < at) problems.error(read.file, read.lineOf([at]), reasons.both('key.twice', { key }));
  });
  return read?.rows ?? null;
}

function readFile<Row>(folder: string, name: string, schema: z.ZodType<Row[]>, problems: Problems): { file: string; rows: Row[]; lineOf: (path: number[]) => number } | null {
  const path = join(folder, name);
  const file = posix(path);
  const report: Report = (line, reason) => problems.error(file, line, reason);
  if (!existsSync(path)) {
    report(1, reasons.both('file.none', { name }));
    return null;
  }
  const text = readSource(path, file, largestYaml, problems);
  const yaml = text === null ? null : readYaml(text, report);
  const rows = yaml && parseYaml(schema, yaml, report);
  return rows && { file, rows, lineOf: (at) => yaml.lineOf(at) ?? 1 };
}

function readTopic(folder: string, topic: string, today: string, problems: Problems): SourceAnswer[] {
  const answers: SourceAnswer[] = [];
  for (const name of readdirSync(join(folder, topic)).sort()) {
    if (name.startsWith('.')) continue;
    const path = join(folder, topic, name);
    const file = posix(path);
    const slug = name.replace(/\.md$/, '');
    if (slug === name) problems.error(file, 1, reasons.both('file.unknown', { name }));
    else if (!slugShape.safeParse(slug).success) problems.error(file, 1, reasons.both('file.slug', { name }));
    else if (reservedSlugs.has(slug)) problems.error(file, 1, reasons.both('slug.reserved', { name }));
    else {
      const before = problems.list.filter(({ severity }) => severity === 'error').length;
      const text = readSource(path, file, largestAnswer, problems);
      const isWhole = problems.list.filter(({ severity }) => severity === 'error').length === before;
      const answer = text === null ? null : readAnswer(text, { slug, topic, file, today }, problems);
      if (answer && isWhole) answers.push(answer);
    }
  }
  return answers;
}

/** What can only be seen with all files side by side. @returns the answers at which something is wrong */
function* checkTogether(answers: readonly SourceAnswer[], bodies: readonly BodyRow[] | null, problems: Problems): Generator<SourceAnswer> {
  const first = new Map<string, SourceAnswer>();
  const dates = new Map<string, { file: string; period: string }>();
  for (const answer of answers) if (!first.has(answer.slug)) first.set(answer.slug, answer);
  for (const answer of answers) {
    const { slug, file, fields, lineOf } = answer;
    const before = problems.list.length;
    const other = first.get(slug);
    if (other && other !== answer) problems.error(file, 1, reasons.both('slug.twice', { slug, other: other.file }));
    if (bodies && fields.transferTo && !bodies.some(({ key }) => key === fields.transferTo)) problems.error(file, lineOf('transfer_to'), reasons.both('body.unknown', { key: fields.transferTo, list: 'bodies.yaml' }));
    fields.related.forEach((related, at) => {
      if (related === slug) problems.error(file, lineOf('related', at), reasons.both('related.self'));
      else if (!first.has(related)) problems.error(file, lineOf('related', at), reasons.both('related.unknown', { slug: related }));
    });
    fields.legalBasis.forEach((basis, at) => {
      const period = periodOf(basis);
      const known = dates.get(basis.document);
      if (known && known.period !== period) problems.error(file, lineOf('legal_basis', at), reasons.both('document.dates', { name: basis.document, here: period, other: known.file, there: known.period }));
      else dates.set(basis.document, { file, period });
    });
    if (problems.list.length > before) yield answer;
  }
}

const formats = defineFormats('vi', 'Asia/Ho_Chi_Minh');
const periodOf = ({ effectiveFrom, effectiveTo }: { effectiveFrom: string | null; effectiveTo: string | null }) => [effectiveFrom, effectiveTo].map((day) => (day ? formats.day(day) : '…')).join(' – ');
