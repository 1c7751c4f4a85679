import { normaliseLine } from '../../platform/text/normalise.ts';

/** A cell as it is kept: text, the digits of a number as the file holds them, or a day. Numbers stay text, so that no digit is lost. */
export type StoredCell = string | { n: string } | { d: string };

const dashes = /^[-–—]+$/;

/** What a cell says, cleaned: one line, NFC, without Excel's quotes (`'001`, `="001"`, “ ”); a lone dash means nothing. */
export function cellText(cell: StoredCell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return 'n' in cell ? cell.n : cell.d;
  const text = unquote(normaliseLine(cell));
  return dashes.test(text) ? '' : text;
}

function unquote(text: string): string {
  const forced = /^="(.*)"$/.exec(text);
  if (forced) return (forced[1] ?? '').trim();
  if (/^["“”].*["“”]$/.test(text) && text.length > 1) return text.slice(1, -1).trim();
  return text.startsWith("'") ? text.slice(1).trim() : text;
}

/** True when nothing in the row says anything. */
export function isBlankRow(row: readonly StoredCell[]): boolean {
  return row.every((cell) => cellText(cell) === '');
}

/** The letter of a column as Excel shows it: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}
