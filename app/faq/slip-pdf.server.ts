import { defineFormats } from '../platform/i18n/formats.ts';
import { collectPdf, registerFaces } from '../platform/pdf.server.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../people/index.server.ts';
import type { Citizen } from './commands/reveal-citizen.server.ts';
import { ticketPageMessages } from './messages/ticket-pages.ts';
import { ticketMessages } from './messages/tickets.ts';
import type { TicketPage } from './queries/tickets.server.ts';

/** What a slip says; every line is in the words of the document. */
export interface Slip {
  agency: string;
  code: string;
  place: string;
  /** dd/MM/yyyy */
  day: string;
  body: string;
  about: string;
  name: string;
  contact: string;
  summary: string;
  replyBy: string;
  signer: string;
}

/** What the slip of a ticket says; always in Vietnamese, as documents are. */
export function slipWords(ticket: TicketPage, citizen: Citizen, actor: Actor, { timeZone }: Pick<Ports, 'timeZone'>): Slip {
  const t = ticketPageMessages.in('vi');
  const formats = defineFormats('vi', timeZone);
  const unnamed = t('slip.no-name');
  return {
    agency: actor.unitName || unnamed, code: ticket.code, place: t('slip.place'), day: formats.day(ticket.sentAt ?? ticket.receivedAt), body: ticket.body, about: t('slip.about', { kind: ticketMessages.in('vi')(`kind.${ticket.kind}`).toLocaleLowerCase('vi') }),
    name: citizen.name ?? unnamed, contact: citizen.contact ?? unnamed, summary: ticket.summary, replyBy: formats.moment(ticket.dueAt), signer: actor.fullName,
  };
}

const mm = (value: number): number => (value * 72) / 25.4;
const [left, right, top] = [mm(30), mm(18), mm(20)];

/**
 * Sets a "Phiếu chuyển" in the lay-out of administrative documents (NĐ 30/2020): A4, margins 20–30–15–20 mm, agency and number on the left, national title on the
 * right, addressee list at the foot. Set in Be Vietnam Pro, which is embedded, not in Times New Roman, which may not be.
 */
export async function renderSlip(slip: Slip): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({ size: 'A4', margins: { top, bottom: mm(20), left, right }, pdfVersion: '1.7', tagged: true, lang: 'vi-VN', displayTitle: true, info: { Title: `Phiếu chuyển ${slip.code}`, Author: slip.agency, Creator: 'hoc06' } });
  registerFaces(doc);
  const done = collectPdf(doc);
  head(doc, slip);
  const width = doc.page.width - left - right;
  doc.font('bold').fontSize(14).text('PHIẾU CHUYỂN', left, doc.y + 24, { width, align: 'center' });
  doc.font('bold').fontSize(12).text(slip.about, { width, align: 'center' });
  doc.moveDown(1).font('regular').fontSize(12).text(`Kính gửi: ${slip.body}`, { width, align: 'center' }).moveDown(1);
  const line = (label: string, value: string) => doc.font('semibold').text(`${label}: `, { continued: true, width }).font('regular').text(value, { lineGap: 3, align: 'left' });
  doc.text(`${slip.agency} nhận được yêu cầu sau và chuyển đến ${slip.body} để xem xét, giải quyết theo thẩm quyền.`, { width, lineGap: 3, align: 'left', indent: mm(10) }).moveDown(0.5);
  line('Người yêu cầu', slip.name);
  line('Liên hệ', slip.contact);
  line('Nội dung', slip.summary);
  line('Đề nghị trả lời trước', slip.replyBy);
  foot(doc, slip, width);
  doc.end();
  return done;
}

/** Agency and number on the left, national title, place and day on the right. */
function head(doc: PDFKit.PDFDocument, slip: Slip): void {
  const half = (doc.page.width - left - right) / 2;
  const column = (x: number, width: number, lines: [face: string, size: number, text: string][]) => {
    doc.y = top;
    for (const [face, size, text] of lines) doc.font(face).fontSize(size).text(text, x, doc.y, { width, align: 'center' });
    return doc.y;
  };
  const [narrow, wide] = [half - mm(10), half + mm(10)];
  const first = column(left, narrow, [['bold', 11, slip.agency.toLocaleUpperCase('vi')], ['regular', 11, '_______'], ['regular', 11, `Số: ${slip.code}`]]);
  const second = column(left + narrow, wide, [['bold', 11, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'], ['semibold', 11, 'Độc lập - Tự do - Hạnh phúc'], ['regular', 11, '_______________'], ['regular', 11, `${slip.place}, ngày ${slip.day.slice(0, 2)} tháng ${slip.day.slice(3, 5)} năm ${slip.day.slice(6)}`]]);
  doc.y = Math.max(first, second);
}

/** Addressees on the left, the signer on the right; moved to a new page together when they do not fit. */
function foot(doc: PDFKit.PDFDocument, slip: Slip, width: number): void {
  if (doc.y > doc.page.height - mm(75)) doc.addPage();
  const y = doc.y + 30;
  doc.font('semibold').fontSize(11).text('Nơi nhận:', left, y, { width: width / 2 });
  doc.font('regular').fontSize(10).text('- Như trên;\n- Người yêu cầu (để biết);\n- Lưu: VT.', left, doc.y, { width: width / 2 });
  doc.font('bold').fontSize(12).text('NGƯỜI CHUYỂN', left + width / 2, y, { width: width / 2, align: 'center' });
  doc.font('semibold').fontSize(12).text(slip.signer, left + width / 2, y + mm(28), { width: width / 2, align: 'center' });
}
