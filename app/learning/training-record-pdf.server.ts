import { dayWords } from '../platform/days.ts';
import { defineFormats } from '../platform/i18n/formats.ts';
import { collectPdf, registerFaces } from '../platform/pdf.server.ts';
import { trainingMessages } from './messages/training.ts';
import type { RecordPage } from './queries/unit-training.server.ts';
import { attendedShare, type TrainingLine } from './rules/training-record.ts';

const mm = (value: number): number => (value * 72) / 25.4;
const [left, right, top] = [mm(30), mm(15), mm(20)];
const t = trainingMessages.in('vi');

export interface TrainingPaper {
  page: RecordPage;
  issuer: string;
  at: string;
  isSample: boolean;
  /** The share that counts today. */
  share: number;
}

/** A year's record as a tagged PDF for printing and signing: A4, in the form of the province's papers, Vietnamese as documents are. */
export async function renderTrainingRecord(paper: TrainingPaper, timeZone: string): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const { page } = paper;
  const doc = new PDFDocument({ size: 'A4', margins: { top, bottom: mm(20), left, right }, pdfVersion: '1.7', tagged: true, lang: 'vi-VN', displayTitle: true, info: { Title: `${t('title-year', { year: page.year })} – ${page.holder.fullName}`, Author: paper.issuer, Creator: 'hoc06', CreationDate: new Date(paper.at) } });
  registerFaces(doc);
  const done = collectPdf(doc);
  const width = doc.page.width - left - right;
  head(doc, paper, width);
  facts(doc, page, width);
  lines(doc, page, width);
  foot(doc, paper, width, timeZone);
  doc.end();
  return done;
}

type Doc = PDFKit.PDFDocument;

function head(doc: Doc, { page, issuer, isSample }: TrainingPaper, width: number): void {
  const half = width / 2;
  doc.font('semibold').fontSize(10.5).text(issuer.toLocaleUpperCase('vi'), left, top, { width: half - 8, align: 'center' });
  const leftEnd = doc.y;
  doc.text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', left + half, top, { width: half, align: 'center' });
  doc.text('Độc lập - Tự do - Hạnh phúc', left + half, doc.y, { width: half, align: 'center' });
  doc.y = Math.max(doc.y, leftEnd) + 20;
  if (isSample) doc.font('regular').fontSize(8.5).text(t('paper.sample'), left, doc.y, { width, align: 'center' }).moveDown(0.5);
  doc.font('bold').fontSize(15).text(t('paper.title'), left, doc.y, { width, align: 'center' });
  doc.font('semibold').fontSize(12).text(t('paper.year', { year: page.year }), left, doc.y, { width, align: 'center' }).moveDown(1);
}

function facts(doc: Doc, { holder, record }: RecordPage, width: number): void {
  const pairs: [string, string][] = [[t('paper.name'), holder.fullName], [t('paper.staff-no'), holder.staffNo || '–'], [t('paper.unit'), holder.unitName || '–'], [t('total'), t('periods', { periods: viNumber(record.total) })]];
  for (const [label, value] of pairs) doc.fontSize(11).font('regular').text(`${label}: `, left, doc.y, { continued: true, width }).font('semibold').text(value, { lineGap: 2 });
  doc.moveDown(0.8);
}

const viNumber = (value: number): string => String(Math.round(value * 100) / 100).replace('.', ',');

function lines(doc: Doc, { record }: RecordPage, width: number): void {
  doc.font('bold').fontSize(12).text(t('lines'), left, doc.y, { width }).moveDown(0.3);
  if (record.lines.length === 0) doc.font('regular').fontSize(11).text(`${t('none')}.`, { width });
  for (const [at, line] of record.lines.entries()) {
    const { fact } = line;
    doc.font('semibold').fontSize(11).text(`${at + 1}. ${fact.title}`, left, doc.y, { width });
    const attended = fact.kind === 'CLASS' ? `, ${t('col.attended').toLocaleLowerCase('vi')} ${viNumber(fact.attended)}/${viNumber(fact.periods)}` : '';
    doc.font('regular').fontSize(10.5).text(`${dayWords(fact.on)} · ${t(`kind.${fact.kind}`)}${attended} · ${verdictWords(line)}`, { width, lineGap: 1 }).moveDown(0.3);
  }
}

function verdictWords({ fact, verdict, credited }: TrainingLine): string {
  if (verdict === 'COUNTS') return `${t('verdict.COUNTS')}: ${t('periods', { periods: viNumber(credited) })}`;
  if (verdict === 'ABSENT' && fact.kind === 'CLASS') return t('verdict.ABSENT', { share: attendedShare(fact), needed: fact.neededShare });
  return t(verdict === 'SAME_CLASS' ? 'verdict.SAME_CLASS' : 'verdict.SAME_COURSE');
}

function foot(doc: Doc, { at, share }: TrainingPaper, width: number, timeZone: string): void {
  if (doc.y > doc.page.height - mm(95)) doc.addPage();
  doc.moveDown(0.8).font('semibold').fontSize(9.5).text(t('rules'), left, doc.y, { width });
  for (const rule of [t('rule.course'), t('rule.class', { share }), t('rule.once'), t('rule.year')]) doc.font('regular').fontSize(9).text(`- ${rule}`, left, doc.y, { width });
  doc.moveDown(0.8).fontSize(9).text(t('paper.made', { at: defineFormats('vi', timeZone).moment(at) }), left, doc.y, { width });
  const y = doc.y + 24;
  for (const [column, words] of [t('paper.holder'), t('paper.signer')].entries()) doc.font('bold').fontSize(10.5).text(words, left + (column * width) / 2, y, { width: width / 2, align: 'center' });
}
