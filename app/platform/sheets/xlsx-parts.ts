import { localSecondOf } from '../local-time.ts';
import { cellText, serialOf, sheetName, widthOf, type Cell, type CellKind, type Sheet } from './sheet.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const types = 'http://schemas.openxmlformats.org';
const main = `${types}/spreadsheetml/2006/main`;
const office = `${types}/officeDocument/2006/relationships`;

/** Places in the list of formats of `styles`: text stays text when somebody edits it, so that a staff number keeps its zeros and a "=" stays a sign. */
const styleOf: Record<CellKind | 'head', number> = { head: 1, text: 2, number: 3, decimal: 4, percent: 5, day: 6, moment: 7, amount: 8 };

const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="4"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="166" formatCode="0.0"/><numFmt numFmtId="167" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6EEF6"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF0F4C81"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>${[49, 3, 166, 167, 164, 165, 0].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** The files of a workbook with one table, without the table itself. */
export function workbookParts(name: string): Record<string, string> {
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${types}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${types}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${escaped(`'${sheetName(name).replaceAll("'", "''")}'!$1:$1`)}</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${types}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
  };
}

/** The table up to its first row: the head stays in sight while one scrolls, and all columns of it are printed beside each other. */
export function tableStart({ columns }: Pick<Sheet, 'columns'>): string {
  const widths = columns.map((column, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(column)}" customWidth="1"/>`).join('');
  const heads = columns.map((column, at) => textCell(column.head, `${letters(at)}1`, styleOf.head)).join('');
  return `${head}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${heads}</row>`;
}

/** Rows of the table; `first` is the number of the first of them. */
export function tableRows(rows: readonly (readonly Cell[])[], first: number, { columns, timeZone }: Pick<Sheet, 'columns' | 'timeZone'>): string {
  const places = columns.map((_column, at) => letters(at));
  return rows.map((row, at) => `<row r="${first + at}">${columns.map(({ kind }, column) => cellXml(row[column] ?? null, kind, `${places[column]}${first + at}`, timeZone)).join('')}</row>`).join('');
}

/** The end of the table, with arrows for filtering in its head; on paper it is A4 on its side, as many pages as it takes. */
export function tableEnd(columns: number, lastRow: number): string {
  return `</sheetData><autoFilter ref="A1:${letters(columns - 1)}${lastRow}"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

function cellXml(cell: Cell, kind: CellKind, place: string, timeZone: string): string {
  if (cell === null || cell === '') return '';
  const number = kind === 'text' ? null : numberIn(cell, kind, timeZone);
  return number === null ? textCell(String(cell), place, styleOf.text) : `<c r="${place}" s="${styleOf[kind]}"><v>${number}</v></c>`;
}

/** What is no number or no time after all is shown as it is. */
function numberIn(cell: string | number, kind: CellKind, timeZone: string): number | null {
  if (kind === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(String(cell)) ? serialOf(String(cell)) : null;
  if (kind === 'moment') return Number.isNaN(Date.parse(String(cell))) ? null : serialOf(localSecondOf(String(cell), timeZone));
  return Number.isFinite(Number(cell)) ? Number(cell) : null;
}

function textCell(text: string, place: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cellText(text))}</t></is></c>`;
}

/** `_x000D_` in a text would be read back as a line end: its first sign is said in that very way. */
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** A, B, … Z, AA, … */
function letters(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : `${letters(Math.floor(at / 26) - 1)}${String.fromCharCode(65 + (at % 26))}`;
}
