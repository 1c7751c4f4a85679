import { AlignmentType, BorderStyle, convertMillimetersToTwip, HeadingLevel, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType, type ITableBordersOptions } from 'docx';
import { headLines, capitals, countryName, linesOf, motto, placeAndDay, recipientLines, roughWidth, signLine } from './rules/paper-words.ts';
import type { Paper, PaperPart, PaperTable } from './rules/paper.ts';

/** The typeface that the form prescribes; whoever opens the file has it. */
export const face = 'Times New Roman';
/** In half points, as the file has them. */
export const bodySize = 28;
const [headSize, tableSize, recipientsHeadSize, recipientsSize] = [26, 24, 24, 22];
/** How much of the width the issuer has; the rest is the country's name, which must stay on one line. */
const issuerShare = 0.38;

const nothing = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const noBorders: ITableBordersOptions = { top: nothing, bottom: nothing, left: nothing, right: nothing, insideHorizontal: nothing, insideVertical: nothing };
const borders: ITableBordersOptions = { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin };
const flush = { top: 0, bottom: 0, left: 0, right: 0 };

interface Look {
  size?: number;
  bold?: boolean;
  italics?: boolean;
  before?: number;
  after?: number;
  heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel];
}

const run = (text: string, { size = bodySize, bold = false, italics = false }: Look = {}) => new TextRun({ text, size, bold, italics, font: face, color: '000000' });

export const textLines = (text: string): string[] => (linesOf(text).length > 0 ? linesOf(text) : ['']);

/** One centred line. */
export function centred(text: string, look: Look = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: look.before ?? 0, after: look.after ?? 0 }, ...(look.heading ? { heading: look.heading } : {}), children: [run(text, look)] });
}

/** The line below a name or a subject, centred, between a third and a half as long as the text; `share` for another length. */
export function lineBelow(text: string, width: number, { size = bodySize, share = 0.4 }: { size?: number; share?: number } = {}): Paragraph {
  const longest = Math.max(0, ...linesOf(text).map((line) => roughWidth(line, size / 2) * 20));
  const side = Math.max(0, Math.round((width - Math.min(width, longest) * share) / 2));
  return new Paragraph({ indent: { left: side, right: side }, spacing: { before: 40, after: 0, line: 80, lineRule: LineRuleType.EXACT }, border: { top: { ...thin, size: 6, space: 1 } }, children: [] });
}

function cell(children: Paragraph[], width: number, verticalAlign: (typeof VerticalAlign)['TOP' | 'CENTER'] = VerticalAlign.TOP): TableCell {
  return new TableCell({ width: { size: width, type: WidthType.DXA }, verticalAlign, children });
}

function twoColumns(left: Paragraph[], right: Paragraph[], widths: [number, number]): TableRow {
  return new TableRow({ cantSplit: true, children: [cell(left, widths[0]), cell(right, widths[1])] });
}

function bare(rows: TableRow[], widths: [number, number]): Table {
  return new Table({ layout: TableLayoutType.FIXED, width: { size: widths[0] + widths[1], type: WidthType.DXA }, columnWidths: widths, borders: noBorders, margins: flush, rows });
}

/** Issuer and country, number and day. */
export function headTable(paper: Paper, width: number): Table {
  const left = Math.round(width * issuerShare);
  const widths: [number, number] = [left, width - left];
  const head = { size: headSize };
  const issuer = [
    ...(paper.superior ? headLines(paper.superior).map((line) => centred(line, head)) : []),
    ...headLines(paper.issuer).map((line) => centred(line, { ...head, bold: true })),
    lineBelow(headLines(paper.issuer).join('\n'), widths[0], { size: headSize }),
  ];
  const country = [centred(countryName, { ...head, bold: true }), centred(motto, { bold: true }), lineBelow(motto, widths[1], { share: 1.02 })];
  const number = [centred(signLine(paper.sign), { ...head, before: 120 })];
  const day = [centred(placeAndDay(paper.place, paper.day), { italics: true, before: 120 })];
  return bare([twoColumns(issuer, country, widths), twoColumns(number, day, widths)], widths);
}

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
const indent = { firstLine: convertMillimetersToTwip(10) };

/** Paragraphs of the body; the last one stays on the page of what comes behind it when something must. */
export function bodyParagraphs(texts: readonly string[], isLastKept = false): Paragraph[] {
  const lines = texts.flatMap((text) => textLines(text));
  return lines.map((line, at) => new Paragraph({ alignment: AlignmentType.BOTH, indent, keepNext: isLastKept && at === lines.length - 1, spacing: { before: 120, after: 0, line: 276, lineRule: LineRuleType.AUTO }, children: [run(line)] }));
}

/** Heading, paragraphs, table and what stands below, in this order. What leads to a table stays on its page. */
export function partBlocks(part: PaperPart, { width, depth = 0, isLast = false }: { width: number; depth?: number; isLast?: boolean }): (Paragraph | Table)[] {
  const inner = part.parts ?? [];
  const heading = levels[Math.min(depth, levels.length - 1)] ?? HeadingLevel.HEADING_3;
  return [
    ...(part.heading ? [new Paragraph({ heading, indent, keepNext: true, spacing: { before: 120, after: 120 }, children: [run(part.heading, { bold: true, italics: depth > 1 })] })] : []),
    ...bodyParagraphs(part.paragraphs, part.table !== undefined || (isLast && inner.length === 0)),
    ...(part.table ? [new Paragraph({ keepNext: true, spacing: { before: 0, after: 60, line: 120, lineRule: LineRuleType.EXACT }, children: [] }), ...dataTable(part.table, width)] : []),
    ...inner.flatMap((below, at) => partBlocks(below, { width, depth: depth + 1, isLast: isLast && at === inner.length - 1 })),
  ];
}

/** A table whose head comes back on every page; a row stays on one page. */
export function dataTable(table: PaperTable, width: number): (Paragraph | Table)[] {
  const whole = table.columns.reduce((sum, column) => sum + column.width, 0) || 1;
  const widths = table.columns.map((column) => Math.round((column.width / whole) * width));
  const text = (words: string, alignment: (typeof AlignmentType)['CENTER' | 'LEFT' | 'RIGHT'], isHead = false) => textLines(words).map((line) => new Paragraph({ alignment, keepNext: isHead, children: [run(line, { size: tableSize, bold: isHead })] }));
  const head = new TableRow({ tableHeader: true, cantSplit: true, children: table.columns.map((column, at) => cell(text(column.head, AlignmentType.CENTER, true), widths[at] ?? 0, VerticalAlign.CENTER)) });
  const rows = table.rows.map((row) => new TableRow({ cantSplit: true, children: table.columns.map((column, at) => cell(text(row[at] ?? '', column.isNumeric ? AlignmentType.RIGHT : column.isCentred ? AlignmentType.CENTER : AlignmentType.LEFT), widths[at] ?? 0)) }));
  const drawn = new Table({ layout: TableLayoutType.FIXED, width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA }, columnWidths: widths, borders, margins: { top: 40, bottom: 40, left: 80, right: 80 }, rows: [head, ...rows] });
  return [drawn, ...(table.note ? linesOf(table.note).map((line) => new Paragraph({ spacing: { before: 60 }, children: [run(line, { size: tableSize, italics: true })] })) : [])];
}

/** Recipients on the left, whoever signs on the right; together on one page. */
export function signatureTable({ recipients, signer }: Paper, width: number): Table {
  const left = Math.round(width * 0.48);
  const widths: [number, number] = [left, width - left];
  const line = (words: string, look: Look) => new Paragraph({ spacing: { before: 0, after: 0 }, children: [run(words, look)] });
  const to = recipients.length === 0 ? [line('', {})] : [line('Nơi nhận:', { size: recipientsHeadSize, bold: true, italics: true }), ...recipientLines(recipients).map((one) => line(one, { size: recipientsSize }))];
  const room = Array.from({ length: 4 }, () => centred(''));
  const by = [...signer.onBehalf, signer.title].flatMap((one) => linesOf(capitals(one))).map((one) => centred(one, { bold: true }));
  return bare([twoColumns(to, [...by, ...room, centred(signer.name ?? '..............................', { bold: true })], widths)], widths);
}
