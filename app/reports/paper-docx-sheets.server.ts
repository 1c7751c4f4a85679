import { AlignmentType, convertMillimetersToTwip, Document, Header, HeadingLevel, Packer, PageNumber, PageOrientation, Paragraph, SectionType, TextRun, type IParagraphStylePropertiesOptions, type IRunStylePropertiesOptions, type ISectionOptions, type Table } from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { bodyParagraphs, bodySize, centred, dataTable, face, headTable, lineBelow, partBlocks, signatureTable } from './paper-docx-parts.server.ts';
import { addresseeLines, annexName, annexOrigin, capitals, draftMark, hasSignature, readyPaper, subjectLines } from './rules/paper-words.ts';
import type { Paper, PaperAnnex } from './rules/paper.ts';

const mm = convertMillimetersToTwip;
/** A4 with the margins of NĐ 30/2020: 20 mm above, below and right, 30 mm left. The page number stands in the middle of the upper one. */
const page = { width: mm(210), height: mm(297) };
const margin = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10), footer: mm(10) };
const textWidth = { portrait: mm(160), landscape: mm(247) };

/** Writes the whole file: the report, then each annex in a section of its own. */
export async function drawDocx(given: Paper): Promise<Buffer> {
  const paper = readyPaper(given);
  const sections = [section(paper, report(paper), false), ...paper.annexes.map((annex, at) => section(paper, annexBlocks(paper, annex, at), annex.isLandscape))];
  const title = `${capitals(paper.kind)} ${paper.subject.replace(/\n/g, ' ')}`.trim();
  const document = new Document({ title, subject: paper.subject, creator: 'hoc06', lastModifiedBy: 'hoc06', description: paper.issuer.replace(/\n/g, ' '), compatibility: { version: 15 }, styles: styles(), sections });
  return Packer.toBuffer(document);
}

function styles() {
  const heading = (italics: boolean): { run: IRunStylePropertiesOptions; paragraph: IParagraphStylePropertiesOptions } => ({ run: { font: face, size: bodySize, bold: true, italics, color: '000000' }, paragraph: { spacing: { before: 120, after: 120 }, keepNext: true } });
  return {
    default: {
      document: { run: { font: face, size: bodySize, color: '000000', language: { value: 'vi-VN', eastAsia: 'vi-VN' } } },
      heading1: heading(false),
      heading2: heading(false),
      heading3: heading(true),
    },
  };
}

/** Pages are counted anew in each part; the first page of each has no number. */
function section(paper: Paper, children: (Paragraph | Table)[], isLandscape: boolean): ISectionOptions {
  const mark = paper.isDraft ? [new TextWatermark({ text: draftMark, font: face, color: 'D9D9D9' })] : [];
  const number = new TextRun({ children: [PageNumber.CURRENT], size: 26 });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: { size: { ...page, orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT }, margin, pageNumbers: { start: 1 } },
    },
    headers: {
      first: new Header({ children: [new Paragraph({ children: mark })] }),
      default: new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [...mark, number] })] }),
    },
    children,
  };
}

/** The signature never stands on a page alone: the last paragraph goes with it. */
function report(paper: Paper): (Paragraph | Table)[] {
  const isSigned = hasSignature(paper);
  return [
    headTable(paper, textWidth.portrait),
    centred(capitals(paper.kind), { bold: true, heading: HeadingLevel.TITLE, before: 360 }),
    ...subjectLines(paper.subject).map((line) => centred(line, { bold: true })),
    lineBelow(paper.subject, textWidth.portrait),
    ...addresseeLines(paper.addressees).map((line) => centred(line, { before: 120 })),
    ...bodyParagraphs(paper.opening),
    ...paper.parts.flatMap((part, at) => partBlocks(part, { width: textWidth.portrait, isLast: isSigned && !paper.closing && at === paper.parts.length - 1 })),
    ...bodyParagraphs(paper.closing ? [paper.closing] : [], isSigned),
    ...(isSigned ? [new Paragraph({ keepNext: true, spacing: { before: 120 }, children: [] }), signatureTable(paper, textWidth.portrait)] : []),
  ];
}

function annexBlocks(paper: Paper, annex: PaperAnnex, at: number): (Paragraph | Table)[] {
  const width = annex.isLandscape ? textWidth.landscape : textWidth.portrait;
  return [
    centred(annexName(at, paper.annexes.length), { bold: true, heading: HeadingLevel.HEADING_1 }),
    centred(capitals(annex.title), { bold: true }),
    centred(annexOrigin(paper), { italics: true, after: 200 }),
    ...dataTable(annex.table, width),
  ];
}
