import { parse } from 'csv-parse/sync';
import { normaliseLine, normaliseText } from '../../platform/text/normalise.ts';

/** Rows that VNeID refused, by our reference, each with its reason; or the line that cannot be read. */
export type RefusedRows = { ok: true; reasons: Map<string, string> } | { ok: false; line: number };

const reference = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const reasonHeads = ['reason', 'lý do', 'ly do'];

/**
 * Reads pasted lines or a CSV file: the reference first, then a reason if there is one. A first line that begins with `reference`, as in our own file,
 * says which column holds the reason; other columns (names, numbers) are not kept. A reference that comes twice counts once.
 */
export function readRefused(text: string): RefusedRows {
  const lines = normaliseText(text).split('\n');
  const reasons = new Map<string, string>();
  let reasonAt: number | null = null;
  for (const [at, line] of lines.entries()) {
    const cells = cellsOf(line);
    const [first = ''] = cells;
    if (cells.every((cell) => cell === '')) continue;
    if (reasons.size === 0 && first.toLowerCase() === 'reference') reasonAt = cells.findIndex((cell) => reasonHeads.includes(cell.toLowerCase()));
    else if (!reference.test(first)) return { ok: false, line: at + 1 };
    else if (!reasons.has(first.toLowerCase())) reasons.set(first.toLowerCase(), reasonIn(cells, reasonAt));
  }
  return { ok: true, reasons };
}

function reasonIn(cells: readonly string[], reasonAt: number | null): string {
  const cell = reasonAt === null ? (cells.length === 2 ? cells[1] : '') : cells[reasonAt];
  return (cell ?? '').slice(0, 200);
}

/** Line by line: a quote that is never closed must not swallow the lines below it. */
function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(/[,;\t]/).map((cell) => normaliseLine(cell));
  const [cells = []] = parse(line, { delimiter: [',', ';', '\t'], relax_quotes: true, relax_column_count: true, skip_records_with_error: true, trim: true }) as string[][];
  return (cells.length > 0 ? cells : [line]).map((cell) => normaliseLine(cell));
}
