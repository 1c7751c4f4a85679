import { defineFormats, type Formats } from '../platform/i18n/formats.ts';
import { collectPdf, registerFaces } from '../platform/pdf.server.ts';
import { decisionMessages } from './messages/decisions.ts';
import { extraReviewMessages } from './messages/extra-reviews.ts';
import { resultsMessages } from './messages/results.ts';
import type { Minutes } from './queries/minutes.server.ts';
import { fewestReviews } from './rules/extra-review.ts';

const mm = (value: number): number => (value * 72) / 25.4;
const [left, right, top] = [mm(30), mm(15), mm(20)];
const t = decisionMessages.in('vi');

/** The minutes as a tagged PDF for signing: A4, Vietnamese as documents are. A draft says so on every page. */
export async function renderMinutes(minutes: Minutes, timeZone: string): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({ size: 'A4', margins: { top, bottom: mm(20), left, right }, pdfVersion: '1.7', tagged: true, lang: 'vi-VN', displayTitle: true, info: { Title: `${t('minutes.title')} ${minutes.contest.code}`, Creator: 'hoc06' } });
  registerFaces(doc);
  const done = collectPdf(doc);
  const formats = defineFormats('vi', timeZone);
  if (!minutes.publication) {
    const mark = () => void doc.font('semibold').fontSize(9).text(t('minutes.draft').toLocaleUpperCase('vi'), left, mm(10), { lineBreak: false });
    mark();
    doc.on('pageAdded', () => {
      mark();
      doc.y = top;
      doc.x = left;
    });
    doc.y = top;
  }
  const width = doc.page.width - left - right;
  doc.font('bold').fontSize(15).text(t('minutes.title').toLocaleUpperCase('vi'), left, doc.y, { width, align: 'center' });
  doc.font('semibold').fontSize(12).text(minutes.contest.title, { width, align: 'center' }).moveDown(1);
  facts(doc, minutes, formats, width);
  thinEntries(doc, minutes, width);
  decisions(doc, minutes, formats, width);
  signatures(doc, minutes, width);
  doc.end();
  return done;
}

function facts(doc: PDFKit.PDFDocument, { contest, round, publication, entries, deciders }: Minutes, formats: Formats, width: number): void {
  const method = resultsMessages.in('vi');
  const moment = (at: string | null | undefined) => (at ? formats.second(at) : t('minutes.not-yet'));
  const lines: [string, string][] = [
    [t('minutes.contest'), `${contest.code} – ${entries} bài, ${round.sheets} phiếu chấm`],
    [t('minutes.round'), t(`minutes.${round.kind}`)],
    [method('method.title'), `${method(`method.${contest.method}`)} ${method('method.tie')}`],
    [t('minutes.committed'), `${moment(round.committedAt)}; SHA-256 ${round.commitment}`],
    [t('minutes.unblinded'), moment(round.unblindedAt)],
    [t('minutes.deciders'), deciders.join(', ') || t('minutes.not-yet')],
    [t('minutes.published'), publication ? `${moment(publication.at)}, ${publication.by}` : t('minutes.not-yet')],
    [t('minutes.awarded'), moment(publication?.awardedAt)],
  ];
  for (const [label, value] of lines) doc.fontSize(11).font('semibold').text(`${label}: `, left, doc.y, { continued: true, width }).font('regular').text(value, { lineGap: 2 });
}

function thinEntries(doc: PDFKit.PDFDocument, { thin }: Minutes, width: number): void {
  if (thin.length === 0) return;
  const words = extraReviewMessages.in('vi');
  doc.moveDown(1).font('bold').fontSize(12).text(words('minutes', { fewest: fewestReviews }), left, doc.y, { width }).moveDown(0.3);
  for (const line of thin) doc.font('regular').fontSize(10.5).text(words('minutes-line', line), left, doc.y, { width, lineGap: 1 });
}

function decisions(doc: PDFKit.PDFDocument, minutes: Minutes, formats: Formats, width: number): void {
  doc.moveDown(1).font('bold').fontSize(12).text(t('minutes.prizes'), left, doc.y, { width }).moveDown(0.3);
  if (minutes.decisions.length === 0) doc.font('regular').fontSize(11).text(t('minutes.none'), { width });
  for (const { name, rank, score, prize, reason } of minutes.decisions) {
    doc.font('semibold').fontSize(11).text(`${prize ?? t('decisions.none')}: ${name}`, left, doc.y, { width });
    doc.font('regular').fontSize(10.5).text(`${t('decisions.rank-line', { rank, score: formats.hundredths(score) })}. ${t('decisions.reason')}: ${reason || t('minutes.by-rank')}`, { width, lineGap: 1 }).moveDown(0.3);
  }
  if (!minutes.publication) return;
  doc.moveDown(0.5).font('bold').fontSize(12).text(t('minutes.conclusion'), left, doc.y, { width });
  doc.font('regular').fontSize(11).text(minutes.publication.conclusion, { width, lineGap: 2 });
  doc.font('regular').fontSize(9).text(`${t('publish.hash')}: ${minutes.publication.hash}`, { width });
}

/** Who decided on the left, who published on the right; on a new page when they do not fit. */
function signatures(doc: PDFKit.PDFDocument, minutes: Minutes, width: number): void {
  if (doc.y > doc.page.height - mm(65)) doc.addPage();
  const y = doc.y + 28;
  const half = width / 2;
  doc.font('bold').fontSize(11).text(t('minutes.deciders').toLocaleUpperCase('vi'), left, y, { width: half, align: 'center' });
  doc.font('bold').fontSize(11).text(t('minutes.publisher').toLocaleUpperCase('vi'), left + half, y, { width: half, align: 'center' });
  doc.font('regular').text(minutes.deciders.join('\n'), left, y + mm(25), { width: half, align: 'center' });
  doc.font('regular').text(minutes.publication?.by ?? '', left + half, y + mm(25), { width: half, align: 'center' });
}
