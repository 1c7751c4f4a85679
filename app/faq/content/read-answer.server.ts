import matter from 'gray-matter';
import type { Problems, Report } from '../../platform/content/problems.ts';
import { safeMatter } from '../../platform/content/safe-matter.ts';
import { parseYaml, readYaml, type YamlFile } from '../../platform/content/yaml-file.ts';
import { answerHead, fieldsFrom, type AnswerHead } from '../forms/answer-file.ts';
import { contentReasons as reasons } from '../messages/content.ts';
import { faultsOfAnswer } from '../rules/answer-faults.ts';
import type { AnswerFields } from '../rules/answer.ts';

/** One file of `content/faq`, read and checked by itself. */
export interface SourceAnswer {
  slug: string;
  file: string;
  fields: AnswerFields;
  /** The line of a field of the head. */
  lineOf(field: keyof AnswerHead, at?: number): number;
}

/** Where a fault of a field is shown to whoever edits the file. */
const heads: Partial<Record<keyof AnswerFields, keyof AnswerHead>> = { legalBasis: 'legal_basis', asOf: 'as_of', reviewDue: 'as_of', transferTo: 'transfer_to', timeLimit: 'time_limit' };

/**
 * Reads the text of one answer.
 * @returns null after reporting, when it must not be loaded
 */
export function readAnswer(source: string, { slug, topic, file, today }: { slug: string; topic: string; file: string; today: string }, problems: Problems): SourceAnswer | null {
  const before = problems.list.length;
  const report: Report = (line, reason) => problems.error(file, line, reason);
  const [first = ''] = source.split('\n', 1);
  if (!first.startsWith('---')) return fail(report, reasons.both('matter.missing'));
  if (first.trimEnd() !== '---') return fail(report, reasons.both('matter.language', { found: first.trim().slice(0, 40) }));
  if (!/\n---[ \t]*(\n|$)/.test(source)) return fail(report, reasons.both('matter.missing'));
  const parts = matter(source, safeMatter);
  const yaml = readYaml(parts.matter.replace(/^\n/, ''), report, 2);
  const head = yaml && parseYaml(answerHead, yaml, report);
  if (!yaml || !head) return null;
  const fields = fieldsFrom(head, { topic, body: parts.content });
  checkAnswer(fields, { source, yaml, today }, report);
  if (problems.list.length > before) return null;
  return { slug, file, fields, lineOf: (field, at) => yaml.lineOf(at === undefined ? [field] : [field, at]) };
}

function fail(report: Report, reason: Parameters<Report>[1]): null {
  report(1, reason);
  return null;
}

function checkAnswer(fields: AnswerFields, { source, yaml, today }: { source: string; yaml: YamlFile; today: string }, report: Report): void {
  const lines = source.split('\n');
  const end = lines.findIndex((line, at) => at > 0 && /^---[ \t]*$/.test(line));
  const bodyLine = (lines.findIndex((line, at) => at > end && line.trim() !== '') + 1) || end + 2;
  for (const [field, reason] of Object.entries(faultsOfAnswer(fields, today))) report(field === 'body' ? bodyLine : yaml.lineOf([heads[field as keyof AnswerFields] ?? field]), reason);
  if (!fields.body) report(bodyLine, reasons.both('text.none'));
  lines.forEach((line, at) => {
    if (line.includes('!')) report(at + 1, reasons.both('text.shout', { text: line.trim().slice(0, 40) }));
  });
  fields.legalBasis.forEach(({ document, effectiveFrom, effectiveTo }, at) => {
    if (effectiveFrom && effectiveTo && effectiveTo < effectiveFrom) report(yaml.lineOf(['legal_basis', at]), reasons.both('document.order', { name: document }));
  });
}
