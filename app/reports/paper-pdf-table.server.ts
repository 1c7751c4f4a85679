import type { PaperSheet } from './paper-pdf-sheet.server.ts';
import { linesOf } from './rules/paper-words.ts';
import type { PaperTable } from './rules/paper.ts';

const [size, padX, padY] = [9, 4, 3];

interface Drawn {
  widths: number[];
  table: PaperTable;
  element: PDFKit.PDFStructureElement;
}

/** A table whose head comes back on every page. Rows stay whole unless one is longer than a page. */
export function drawTable(sheet: PaperSheet, table: PaperTable): void {
  const whole = table.columns.reduce((sum, { width }) => sum + width, 0) || 1;
  const drawn: Drawn = { table, widths: table.columns.map(({ width }) => (width / whole) * sheet.width), element: sheet.open('Table') };
  const head = table.columns.map((column) => sheet.printable(column.head, 'bold'));
  const headHeight = heightOf(sheet, drawn, head, true);
  sheet.gap(3);
  sheet.keepTogether(headHeight + 30);
  drawRow(sheet, drawn, head, true);
  for (const row of table.rows) {
    for (const piece of pieces(sheet, drawn, table.columns.map((_, at) => sheet.printable(row[at] ?? '', 'regular')), sheet.bottom - sheet.top - headHeight)) {
      if (sheet.y + heightOf(sheet, drawn, piece, false) > sheet.bottom) {
        sheet.newPage();
        drawRow(sheet, drawn, head, true);
      }
      drawRow(sheet, drawn, piece, false);
    }
  }
  drawn.element.end();
  sheet.gap(4);
  for (const text of linesOf(table.note ?? '')) sheet.line(text, { face: 'italic', size: 9.5, after: 2 });
  sheet.gap(4);
}

function heightOf({ doc }: PaperSheet, { widths }: Drawn, cells: readonly string[], isHead: boolean): number {
  doc.font(isHead ? 'bold' : 'regular').fontSize(size);
  return Math.max(...cells.map((cell, at) => doc.heightOfString(cell || ' ', { width: Math.max(1, (widths[at] ?? 0) - 2 * padX) })), 0) + 2 * padY;
}

function drawRow(sheet: PaperSheet, drawn: Drawn, cells: readonly string[], isHead: boolean): void {
  const { doc, y } = sheet;
  const height = heightOf(sheet, drawn, cells, isHead);
  const row = doc.struct('TR');
  drawn.element.add(row);
  let x = sheet.left;
  for (const [at, cell] of cells.entries()) {
    const width = drawn.widths[at] ?? 0;
    const edge = x;
    sheet.ornament(() => void doc.lineWidth(0.5).strokeColor('#000').rect(edge, y, width, height).stroke());
    const align = isHead ? 'center' : drawn.table.columns[at]?.isNumeric ? 'right' : drawn.table.columns[at]?.isCentred ? 'center' : 'left';
    const write = () => void doc.font(isHead ? 'bold' : 'regular').fontSize(size).fillColor('#000').text(cell, edge + padX, y + padY, { width: Math.max(1, width - 2 * padX), align });
    row.add(doc.struct(isHead ? 'TH' : 'TD', isHead ? ({ scope: 'Column' } as never) : {}, [write]));
    x += width;
  }
  row.end();
  sheet.moveTo(y + height);
}

/** A row in as many pieces as it needs so that none is longer than a page. */
function pieces(sheet: PaperSheet, drawn: Drawn, cells: readonly string[], most: number): string[][] {
  if (heightOf(sheet, drawn, cells, false) <= most) return [[...cells]];
  const first = cells.map((cell, at) => beginning(sheet, drawn, at, cell, most));
  const rest = cells.map((cell, at) => cell.slice(first[at]?.length ?? 0).trimStart());
  return rest.every((cell) => cell === '') ? [first] : [first, ...pieces(sheet, drawn, rest, most)];
}

/** The longest beginning of a cell that fits, at the end of a word where there is one. */
function beginning(sheet: PaperSheet, drawn: Drawn, at: number, cell: string, most: number): string {
  const fits = (length: number) => heightOf(sheet, { ...drawn, widths: [drawn.widths[at] ?? 0] }, [cell.slice(0, length)], false) <= most;
  if (fits(cell.length)) return cell;
  let [low, high] = [1, cell.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  const blank = cell.lastIndexOf(' ', low);
  return cell.slice(0, blank > low / 2 ? blank : low);
}
