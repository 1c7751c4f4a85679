import type { Day } from '../platform/clock.ts';
import { dayWords } from '../platform/days.ts';
import { defineFormats } from '../platform/i18n/formats.ts';
import { collectPdf, registerFaces } from '../platform/pdf.server.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../people/index.server.ts';
import type { Citizen } from './commands/reveal-citizen.server.ts';
import { ticketPageMessages } from './messages/ticket-pages.ts';
import { ticketReplyMessages } from './messages/ticket-replies.ts';
import { ticketMessages } from './messages/tickets.ts';
import type { TicketPage } from './queries/tickets.server.ts';

/** A paper of one page or more in the lay-out of administrative documents; every line is in the words of the document. */
export interface Paper {
  agency: string;
  code: string;
  place: string;
  /** dd/MM/yyyy */
  day: string;
  title: string;
  about: string;
  to: string;
  /** How the addressee is reached: address, office hours. */
  reach: [label: string, value: string][];
  intro: string;
  lines: [label: string, value: string][];
  /** Who gets a copy, one a line. */
  copies: string[];
  role: string;
  signer: string;
}

/** What the slip of a ticket says; always in Vietnamese, as documents are. */
export function slipPaper(ticket: TicketPage, citizen: Citizen, actor: Actor, { timeZone }: Pick<Ports, 'timeZone'>): Paper {
  const t = ticketPageMessages.in('vi');
  const formats = defineFormats('vi', timeZone);
  const unnamed = t('slip.no-name');
  const agency = actor.unitName || unnamed;
  const reach: [string, string | null][] = [[t('slip.address'), ticket.bodyAddress], [t('slip.hours'), ticket.bodyHours]];
  return {
    agency, code: ticket.code, place: t('slip.place'), day: formats.day(ticket.sentAt ?? ticket.receivedAt), title: 'PHIẾU CHUYỂN', about: t('slip.about', { kind: ticketMessages.in('vi')(`kind.${ticket.kind}`).toLocaleLowerCase('vi') }), to: ticket.body,
    reach: reach.flatMap(([label, value]): [string, string][] => (value ? [[label, value]] : [])),
    intro: `${agency} nhận được yêu cầu sau và chuyển đến ${ticket.body} để xem xét, giải quyết theo thẩm quyền.`,
    lines: [['Người yêu cầu', citizen.name ?? unnamed], ['Liên hệ', citizen.contact ?? unnamed], ...(ticket.unitName ? [['Xã, phường', ticket.unitName] as [string, string]] : []), ['Nội dung', ticket.summary], ['Đề nghị trả lời trước', formats.moment(ticket.dueAt)]],
    copies: ['Như trên', 'Người yêu cầu (để biết)', 'Lưu: VT.'], role: 'NGƯỜI CHUYỂN', signer: actor.fullName,
  };
}

/** What the answer to a citizen says on paper. */
export function replyPaper(ticket: TicketPage, citizen: Citizen, actor: Actor, { timeZone, today }: Pick<Ports, 'timeZone'> & { today: Day }): Paper {
  const t = ticketPageMessages.in('vi');
  const r = ticketReplyMessages.in('vi');
  const agency = actor.unitName || t('slip.no-name');
  return {
    agency, code: ticket.code, place: t('slip.place'), day: dayWords(today), title: r('slip.title'), about: t('slip.about', { kind: ticketMessages.in('vi')(`kind.${ticket.kind}`).toLocaleLowerCase('vi') }),
    to: r('slip.to', { name: citizen.name ?? '' }).trim(), reach: ticket.replyChannel === 'POST' && citizen.contact ? [[t('slip.address'), citizen.contact]] : [],
    intro: r('slip.intro', { agency, day: defineFormats('vi', timeZone).day(ticket.receivedAt) }), lines: [['Yêu cầu', ticket.summary], ['Trả lời', ticket.answer ?? '']],
    copies: ['Như trên', 'Lưu: VT.'], role: 'NGƯỜI TRẢ LỜI', signer: actor.fullName,
  };
}

const mm = (value: number): number => (value * 72) / 25.4;
const [left, right, top] = [mm(30), mm(18), mm(20)];

/**
 * Sets a paper in the lay-out of administrative documents (NĐ 30/2020): A4, margins 20–30–15–20 mm, agency and number on the left, national title on the
 * right, addressee list at the foot. Set in Be Vietnam Pro, which is embedded, not in Times New Roman, which may not be.
 */
export async function renderPaper(paper: Paper): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({ size: 'A4', margins: { top, bottom: mm(20), left, right }, pdfVersion: '1.7', tagged: true, lang: 'vi-VN', displayTitle: true, info: { Title: `${paper.title} ${paper.code}`, Author: paper.agency, Creator: 'hoc06' } });
  registerFaces(doc);
  const done = collectPdf(doc);
  head(doc, paper);
  const width = doc.page.width - left - right;
  doc.font('bold').fontSize(14).text(paper.title, left, doc.y + 24, { width, align: 'center' });
  doc.font('bold').fontSize(12).text(paper.about, { width, align: 'center' });
  doc.moveDown(1).font('regular').fontSize(12).text(`Kính gửi: ${paper.to}`, { width, align: 'center' });
  for (const [label, value] of paper.reach) doc.fontSize(11).text(`${label}: ${value}`, { width, align: 'center' });
  const line = ([label, value]: [string, string]) => doc.font('semibold').text(`${label}: `, { continued: true, width }).font('regular').text(value, { lineGap: 3, align: 'left' });
  doc.moveDown(1).fontSize(12).text(paper.intro, { width, lineGap: 3, align: 'left', indent: mm(10) }).moveDown(0.5);
  paper.lines.forEach(line);
  foot(doc, paper, width);
  doc.end();
  return done;
}

/** Agency and number on the left, national title, place and day on the right. */
function head(doc: PDFKit.PDFDocument, paper: Paper): void {
  const half = (doc.page.width - left - right) / 2;
  const column = (x: number, width: number, lines: [face: string, size: number, text: string][]) => {
    doc.y = top;
    for (const [face, size, text] of lines) doc.font(face).fontSize(size).text(text, x, doc.y, { width, align: 'center' });
    return doc.y;
  };
  const [narrow, wide] = [half - mm(10), half + mm(10)];
  const first = column(left, narrow, [['bold', 11, paper.agency.toLocaleUpperCase('vi')], ['regular', 11, '_______'], ['regular', 11, `Số: ${paper.code}`]]);
  const second = column(left + narrow, wide, [['bold', 11, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'], ['semibold', 11, 'Độc lập - Tự do - Hạnh phúc'], ['regular', 11, '_______________'], ['regular', 11, `${paper.place}, ngày ${paper.day.slice(0, 2)} tháng ${paper.day.slice(3, 5)} năm ${paper.day.slice(6)}`]]);
  doc.y = Math.max(first, second);
}

/** Addressees on the left, the signer on the right; moved to a new page together when they do not fit. */
function foot(doc: PDFKit.PDFDocument, paper: Paper, width: number): void {
  if (doc.y > doc.page.height - mm(75)) doc.addPage();
  const y = doc.y + 30;
  doc.font('semibold').fontSize(11).text('Nơi nhận:', left, y, { width: width / 2 });
  doc.font('regular').fontSize(10).text(paper.copies.map((copy) => `- ${copy}`).join(';\n'), left, doc.y, { width: width / 2 });
  doc.font('bold').fontSize(12).text(paper.role, left + width / 2, y, { width: width / 2, align: 'center' });
  doc.font('semibold').fontSize(12).text(paper.signer, left + width / 2, y + mm(28), { width: width / 2, align: 'center' });
}
