import { CsvError, parse } from 'csv-parse/sync';
import { errorIn, type Fault } from '../rules/import-faults.ts';

const separators = [',', ';', '\t', '|'] as const;
type Separator = (typeof separators)[number];
const sampleLines = 20;
/** More lines than any list has; keeps a file of line ends from filling the memory. */
const mostLines = 200_000;
const longestRecord = 200_000;

export type ReadCsv = { ok: true; rows: string[][] } | { ok: false; fault: Fault };

/** Parses CSV text; the position of a record is its row in Excel, also when cells hold line breaks. */
export function readCsv(text: string, maxRows: number): ReadCsv {
  const lines = countLines(text);
  if (lines > mostLines) return { ok: false, fault: errorIn(undefined, 'file.too-many-rows', { count: lines, max: maxRows }) };
  const told = /^sep=(.)\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  try {
    return { ok: true, rows: records(body, told?.[1] ?? guessSeparator(body)) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, fault: errorIn(undefined, 'file.csv-quotes', { line: Number(error['lines'] ?? lines) }) };
  }
}

function records(text: string, delimiter: string, to?: number): string[][] {
  return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: longestRecord, ...(to ? { to } : {}) });
}

/** The separator that cuts the first lines into the most columns, most evenly. */
export function guessSeparator(text: string): Separator {
  let best: { separator: Separator; score: number } = { separator: ',', score: 0 };
  for (const separator of separators) {
    const score = scoreOf(firstRecords(text, separator));
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function firstRecords(text: string, separator: Separator): string[][] {
  try {
    return records(text, separator, sampleLines);
  } catch {
    return [];
  }
}

function scoreOf(rows: readonly string[][]): number {
  const widths = new Map<number, number>();
  for (const row of rows) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  return Math.max(0, ...[...widths].map(([width, times]) => times * 100 + width));
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
