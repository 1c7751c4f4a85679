import matter from 'gray-matter';
import type { Problems, Report } from '../../platform/content/problems.ts';
import { safeMatter } from '../../platform/content/safe-matter.ts';
import { parseYaml, readYaml } from '../../platform/content/yaml-file.ts';
import { formats, reasons } from './reasons.ts';
import { frontMatterSchema, type FrontMatter } from './schemas.ts';

/**
 * Reads the head of a lesson.
 * @returns null after reporting, when the lesson must not be looked at any further
 */
export function readFrontMatter(source: string, file: string, problems: Problems, today: string): { data: FrontMatter; lineOf(field: string): number } | null {
  const report: Report = (line, reason) => problems.error(file, line, reason);
  const [first = ''] = source.split('\n', 1);
  if (!first.startsWith('---')) return fail(report, reasons.both('matter.missing'));
  if (first.trimEnd() !== '---') return fail(report, reasons.both('matter.language', { found: first.trim().slice(0, 40) }));
  if (!/\n---[ \t]*(\n|$)/.test(source)) return fail(report, reasons.both('matter.missing'));
  const yaml = readYaml(matter(source, safeMatter).matter.replace(/^\n/, ''), report, 2);
  const data = yaml && parseYaml(frontMatterSchema, yaml, report);
  if (!yaml || !data) return null;
  if (data.review_by <= data.checked_on) report(yaml.lineOf(['review_by']), reasons.both('matter.review-order'));
  if (data.review_by < today) problems.warn(file, yaml.lineOf(['review_by']), reasons.both('matter.review-passed', { day: formats.day(data.review_by) }));
  return { data, lineOf: (field) => yaml.lineOf([field]) };
}

function fail(report: Report, reason: Parameters<Report>[1]): null {
  report(1, reason);
  return null;
}
