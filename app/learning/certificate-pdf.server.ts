import { drawRule, drawSeal, drawSheet, ink } from './certificate-ornament.server.ts';
import { Sheet } from './certificate-sheet.server.ts';
import { longDay } from '../platform/days.ts';
import { collectPdf, drawQr, registerFaces, type Face } from '../platform/pdf.server.ts';
import { certificateDay, type CertificateFacts } from './rules/certificate.ts';
import { viNumber, viScore } from './rules/certificate-words.ts';
import type { TextBox } from './rules/fit-text.ts';

/** Everything that is printed. */
export interface CertificatePaper extends CertificateFacts {
  issuer: string;
  /** Address of the public page behind the QR code. */
  verifyUrl: string;
  /** Marks the paper as a sample of the demo province. */
  isSample: boolean;
}

/** Sets the certificate as a tagged PDF: A4 landscape, fonts embedded, everything vector. */
export async function renderCertificate(paper: CertificatePaper): Promise<Buffer> {
  const doc = await openSheet(paper);
  const done = collectPdf(doc);
  const sheet = new Sheet(doc);
  drawSheet(doc);
  setHead(sheet, paper);
  setBody(sheet, paper);
  setFoot(sheet, paper);
  if (paper.revoked_at !== null && paper.revoked_reason !== 'RENEWED') sheet.stamp('ĐÃ THU HỒI');
  sheet.end();
  doc.end();
  return done;
}

async function openSheet(paper: CertificatePaper): Promise<PDFKit.PDFDocument> {
  // Loaded with the first certificate: the fonts' and images' machinery is large, and most processes never print.
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      Title: `Chứng nhận hoàn thành ${paper.certificate_no} – ${paper.full_name}`,
      Author: paper.issuer,
      Subject: paper.course_title,
      Creator: 'hoc06',
      CreationDate: new Date(paper.issued_at),
    },
  });
  registerFaces(doc);
  return doc;
}


function setHead(sheet: Sheet, paper: CertificatePaper): void {
  sheet.centre('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 80, { face: 'semibold', size: 11 });
  sheet.centre('Độc lập - Tự do - Hạnh phúc', 96, { face: 'semibold', size: 11, underline: true });
  sheet.fitted(paper.issuer, 131, { face: 'medium', colour: ink.brand, width: 640, maxLines: 1, largest: 11.5, smallest: 8 });
  if (paper.isSample) sheet.centre('Bản mẫu – dữ liệu minh hoạ', 146, { face: 'regular', size: 8.5, colour: ink.soft });
  sheet.centre('CHỨNG NHẬN HOÀN THÀNH', 190, { face: 'bold', size: 33, colour: ink.navy, tag: 'H1', spacing: 1.4 });
  drawRule(sheet.doc, sheet.middle, 208, 120);
}

/** Name, unit and course flow down from below the title; the room between them grows when the texts are short. */
function setBody(sheet: Sheet, paper: CertificatePaper): void {
  const name: TextBox & { face: Face } = { face: 'semibold', width: 620, maxLines: 2, largest: 31, smallest: 13 };
  const title: TextBox & { face: Face } = { face: 'semibold', width: 600, maxLines: 2, largest: 18, smallest: 11 };
  const texts = { name: sheet.fit(paper.full_name, name), title: sheet.fit(paper.course_title, title) };
  const extra = [texts.name, texts.title].reduce((sum, { lines, size }) => sum + (lines.length - 1) * size * 1.22, 0);
  const air = Math.max(0, 44 - extra) / 4;
  sheet.centre('Cấp cho', 234 + air / 3, { face: 'regular', size: 12, colour: ink.soft });
  let y = sheet.lines(texts.name, 249 + air * 0.8 + texts.name.size * 0.8, { ...name, colour: ink.brand });
  if (paper.unit_name) y = sheet.fitted(paper.unit_name, y + 23 + air / 6, { face: 'regular', colour: ink.soft, width: 600, maxLines: 1, largest: 11.5, smallest: 7.5 });
  sheet.centre('đã hoàn thành khoá học', y + 22 + air, { face: 'regular', size: 12, colour: ink.soft });
  y = sheet.lines(texts.title, y + 32 + air * 1.5 + texts.title.size, { ...title, colour: ink.text });
  const facts = [paper.score > 0 ? `Điểm: ${viScore(paper.score)}/10` : '', paper.periods > 0 ? `Thời lượng: ${viNumber(paper.periods)} tiết` : ''].filter(Boolean);
  if (facts.length > 0) sheet.centre(facts.join('   ·   '), y + 24, { face: 'medium', size: 11.5, colour: ink.text });
}

function setFoot(sheet: Sheet, paper: CertificatePaper): void {
  const { doc } = sheet;
  const [left, top, size] = [74, 436, 86];
  sheet.figure(`Mã QR dẫn tới ${paper.verifyUrl}`, [left, top, size, size], () => drawQr(doc, paper.verifyUrl, { x: left, y: top, size, colour: ink.text }));
  sheet.link(paper.verifyUrl, [left, top, size, size]);
  const x = left + size + 14;
  sheet.pair('Số hiệu', paper.certificate_no, x, top + 7);
  sheet.pair('Mã tra cứu', paper.verify_code, x, top + 41);
  sheet.left(`Tra cứu: ${paper.verifyUrl.replace(/^https?:\/\//, '').replace(/\/[^/]+$/, '')}`, x, top + 84, { face: 'regular', size: 8.5, colour: ink.soft });
  drawSeal(doc, sheet.middle, 486, 34);
  const right = { x: 642, width: 250 };
  sheet.centre(`Cấp ${longDay(certificateDay(paper.issued_at))}`, top + 16, { face: 'regular', size: 11, at: right.x });
  sheet.lines(sheet.fit(paper.issuer, { face: 'semibold', width: 230, maxLines: 2, largest: 10.5, smallest: 7 }), top + 38, { face: 'semibold', colour: ink.navy, at: right.x });
  const until = paper.valid_until === null ? 'Không thời hạn' : `Có giá trị đến hết ${longDay(paper.valid_until)}`;
  sheet.centre(until, top + 80, { face: 'regular', size: 9, colour: ink.soft, at: right.x });
}
