import { collectPdf, registerFaces } from '../platform/pdf.server.ts';
import { drawTable } from './paper-pdf-table.server.ts';
import { mm, PaperSheet, sheetMargins } from './paper-pdf-sheet.server.ts';
import { addresseeLines, annexName, annexOrigin, capitals, countryName, draftMark, hasSignature, headLines, linesOf, motto, placeAndDay, readyPaper, recipientLines, signLine, subjectLines } from './rules/paper-words.ts';
import type { Paper, PaperPart } from './rules/paper.ts';

/** A report as a tagged PDF for reading: the same parts at the same places as in the Word file, in the typeface of the program. */
export async function paperPdf(given: Paper): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const paper = readyPaper(given);
  const title = `${capitals(paper.kind)} ${paper.subject.replace(/\n/g, ' ')}`.trim();
  const doc = new PDFDocument({ size: 'A4', margins: sheetMargins, pdfVersion: '1.7', tagged: true, lang: 'vi-VN', displayTitle: true, bufferPages: true, info: { Title: title, Author: capitals(paper.issuer), Creator: 'hoc06' } });
  registerFaces(doc);
  const done = collectPdf(doc);
  const sheet = new PaperSheet(doc);
  drawHead(sheet, paper);
  drawBody(sheet, paper);
  if (hasSignature(paper)) drawSignature(sheet, paper);
  const starts = [0, ...drawAnnexes(sheet, paper)];
  sheet.end();
  drawMargins(doc, starts, paper.isDraft);
  doc.end();
  return done;
}

function drawHead(sheet: PaperSheet, paper: Paper): void {
  const { left, width, top } = sheet;
  const split = width * 0.4;
  const sides = { left: { x: left, width: split - 6 }, right: { x: left + split, width: width - split } };
  const bottoms = [
    sheet.column(top, sides.left, [
      ...(paper.superior ? headLines(paper.superior).map((text) => ({ text, face: 'regular' as const, size: 10 })) : []),
      ...headLines(paper.issuer).map((text) => ({ text, face: 'bold' as const, size: 10 })),
    ], 0.4),
    sheet.column(top, sides.right, [{ text: countryName, face: 'bold', size: 10.5, oneLine: true }, { text: motto, face: 'bold', size: 11, oneLine: true }], 1),
  ];
  const y = Math.max(...bottoms) + 8;
  const below = [sheet.column(y, sides.left, [{ text: signLine(paper.sign), face: 'regular', size: 10.5 }]), sheet.column(y, sides.right, [{ text: placeAndDay(paper.place, paper.day), face: 'italic', size: 10.5 }])];
  sheet.moveTo(Math.max(...below) + 14);
}

function drawBody(sheet: PaperSheet, paper: Paper): void {
  sheet.line(capitals(paper.kind), { face: 'bold', size: 13, tag: 'H1', align: 'center' });
  const subject = subjectLines(paper.subject);
  for (const text of subject) sheet.line(text, { face: 'bold', size: 11.5, align: 'center' });
  sheet.ruleBelow(subject.at(-1) ?? '', 0.4);
  sheet.gap(8);
  for (const text of addresseeLines(paper.addressees)) sheet.line(text, { size: 11, align: 'center', after: 4 });
  for (const text of paper.opening.flatMap(linesOf)) sheet.paragraph(text);
  for (const part of paper.parts) drawPart(sheet, part, 2);
  if (paper.closing) sheet.paragraph(paper.closing, hasSignature(paper) ? signatureHeight(paper) : 0);
}

function drawPart(sheet: PaperSheet, part: PaperPart, level: number): void {
  const tag = `H${Math.min(level, 4)}` as 'H2' | 'H3' | 'H4';
  if (part.heading) sheet.line(part.heading, { face: level > 3 ? 'bold-italic' : 'bold', size: 11, tag, indent: mm(10), before: 6, after: 3, keep: part.table ? 120 : 40 });
  const lines = part.paragraphs.flatMap(linesOf);
  for (const [at, text] of lines.entries()) sheet.paragraph(text, part.table && at === lines.length - 1 ? 60 : 0);
  if (part.table) drawTable(sheet, part.table);
  for (const below of part.parts ?? []) drawPart(sheet, below, level + 1);
}

const officesOf = ({ signer }: Paper): string[] => [...signer.onBehalf, signer.title].flatMap((one) => linesOf(capitals(one)));

/** About how much room the signature takes, with the gap above it. */
function signatureHeight(paper: Paper): number {
  return 14 + Math.max(officesOf(paper).length * 18 + mm(32), paper.recipients.length > 0 ? (paper.recipients.length + 1) * 13 : 0);
}

/** Recipients on the left, whoever signs on the right; on a new page when they do not fit together. */
function drawSignature(sheet: PaperSheet, paper: Paper): void {
  const { recipients, signer } = paper;
  const offices = officesOf(paper);
  const to = recipients.length > 0 ? [{ text: 'Nơi nhận:', face: 'bold-italic' as const, size: 9.5 }, ...recipientLines(recipients).map((text) => ({ text, face: 'regular' as const, size: 9 }))] : [];
  sheet.keepTogether(signatureHeight(paper));
  sheet.gap(14);
  const { y } = sheet;
  const half = sheet.width * 0.48;
  const left = sheet.column(y, { x: sheet.left, width: half - 10, align: 'left' }, to);
  const right = { x: sheet.left + half, width: sheet.width - half };
  const offered = sheet.column(y, right, offices.map((text) => ({ text, face: 'bold' as const, size: 11 })));
  const named = sheet.column(offered + mm(22), right, [{ text: signer.name ?? '..............................', face: 'bold', size: 11 }]);
  sheet.moveTo(Math.max(left, named));
}

/** @returns the index of the page on which each annex begins */
function drawAnnexes(sheet: PaperSheet, paper: Paper): number[] {
  return paper.annexes.map((annex, at) => {
    const begins = sheet.newSection(annex.isLandscape);
    sheet.line(annexName(at, paper.annexes.length), { face: 'bold', size: 11.5, tag: 'H2', align: 'center' });
    for (const text of linesOf(capitals(annex.title))) sheet.line(text, { face: 'bold', size: 11.5, align: 'center' });
    sheet.line(annexOrigin(paper), { face: 'italic', size: 10.5, align: 'center', after: 8 });
    drawTable(sheet, annex.table);
    return begins;
  });
}

/** Page numbers in the upper margin, counted anew in each part and without the first; a draft says so across the page. */
function drawMargins(doc: PDFKit.PDFDocument, starts: readonly number[], isDraft: boolean): void {
  const { count } = doc.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    doc.switchToPage(at);
    doc.markContent('Artifact', { type: 'Pagination' });
    const { width, height, margins } = doc.page;
    // The upper margin is out of bounds for flowing text, which would begin a new page there.
    doc.page.margins = { ...margins, top: 0, bottom: 0 };
    const number = at - (starts.findLast((start) => start <= at) ?? 0) + 1;
    if (number > 1) doc.font('regular').fontSize(11).fillColor('#000').text(String(number), 0, mm(10), { width, align: 'center', lineBreak: false });
    if (isDraft) {
      doc.save().rotate(-45, { origin: [width / 2, height / 2] }).font('bold').fontSize(96).fillColor('#000').fillOpacity(0.1);
      doc.text(draftMark, 0, height / 2 - 60, { width, align: 'center', lineBreak: false }).restore();
    }
    doc.page.margins = margins;
    doc.endMarkedContent();
  }
}
