/** How far a worksheet's content reaches, counted before it is parsed. */
export interface SheetExtent {
  /** Rows that hold something. */
  rows: number;
  lastRow: number;
  lastColumn: number;
  /** The highest row number that the sheet mentions, with content or not. */
  highestRow: number;
}

const cell = /<(?:\w+:)?c\b([^>]*?)(\/?)>/g;
const row = /<(?:\w+:)?row\b[^>]*?\br="(\d+)"/g;
const address = /\br="([A-Z]{1,3})(\d+)"/;

/** Measures a worksheet's XML. A parser fills every gap up to the last cell, so one stray cell in a far corner would cost gigabytes. */
export function scanSheet(xml: string): SheetExtent {
  const extent: SheetExtent = { rows: 0, lastRow: 0, lastColumn: 0, highestRow: 0 };
  for (const match of xml.matchAll(row)) extent.highestRow = Math.max(extent.highestRow, Number(match[1]));
  for (const match of xml.matchAll(cell)) {
    if (match[2] === '/' || /^<\/(?:\w+:)?c>/.test(xml.slice(match.index + match[0].length, match.index + match[0].length + 12))) continue;
    const place = address.exec(match[1] ?? '');
    if (place) count(extent, Number(place[2]), columnNumber(place[1] ?? ''));
  }
  return extent;
}

function count(extent: SheetExtent, rowNumber: number, column: number): void {
  if (rowNumber !== extent.lastRow) extent.rows += 1;
  extent.lastRow = rowNumber;
  extent.lastColumn = Math.max(extent.lastColumn, column);
  extent.highestRow = Math.max(extent.highestRow, rowNumber);
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** The path of the first worksheet and how many there are, from the workbook and its relations; undefined when they do not fit together. */
export function firstSheet(workbook: string, relations: string): { path: string; count: number } | undefined {
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => /\s(?:\w+:)?id="([^"]+)"/.exec(tag)?.[1]);
  const relation = [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].map(([tag]) => tag).find((tag) => new RegExp(`\\bId="${escape(sheets[0] ?? '')}"`).test(tag));
  const target = /\bTarget="([^"]+)"/.exec(relation ?? '')?.[1];
  return target ? { path: target.startsWith('/') ? target.slice(1) : `xl/${target}`, count: sheets.length } : undefined;
}

function escape(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
