import { collectPdf, drawQr, registerFaces } from '../platform/pdf.server.ts';

export interface Poster {
  headline: string;
  text: string;
  /** Where the QR code leads. */
  address: string;
  source: string;
  more: string;
  /** Set in large letters over the sheet when the campaign is a drill. */
  drill: string | null;
  /** Set over the sheet as long as nobody has approved it: a printed draft must not hang anywhere. */
  draft: string | null;
}

/** Sets a poster as a tagged PDF: A3 upright, fonts embedded, everything vector, a QR code of 5 cm. */
export async function renderPoster(poster: Poster): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({ size: 'A3', margin: 0, pdfVersion: '1.7', tagged: true, lang: 'vi-VN', displayTitle: true, info: { Title: poster.headline, Author: poster.source, Creator: 'hoc06' } });
  registerFaces(doc);
  const done = collectPdf(doc);
  const [width, height, edge] = [doc.page.width, doc.page.height, 64];
  doc.rect(0, 0, width, 28).fill('#0F4C81');
  doc.fill('#0F4C81').font('semibold').fontSize(20).text(poster.source, edge, 64, { width: width - 2 * edge });
  if (poster.drill) doc.fill('#B3261E').font('bold').fontSize(44).text(poster.drill, edge, 108, { width: width - 2 * edge });
  doc.fill('#0A365C').font('bold').fontSize(fitting(doc, poster.headline, width - 2 * edge)).text(poster.headline, edge, 190, { width: width - 2 * edge, lineGap: 4 });
  const room = { width: width - 2 * edge, height: height - doc.y - 320 };
  const size = readable(doc.fill('#16213A').font('regular'), poster.text, room);
  doc.fontSize(size).text(poster.text, edge, doc.y + 36, { ...room, lineGap: size / 3, ellipsis: true });
  drawQr(doc, poster.address, { x: width - edge - 142, y: height - edge - 142, size: 142, colour: '#16213A' });
  const beside = { width: width - 2 * edge - 170 };
  doc.fill('#16213A').font('regular').fontSize(14);
  // A long address grows upwards: what runs over the edge would come out on a second sheet.
  const foot = height - edge - Math.max(30, doc.heightOfString(poster.address, beside));
  doc.text(poster.address, edge, foot, beside);
  doc.font('medium').fontSize(18).text(poster.more, edge, foot - 30, beside);
  for (const [mark, colour] of [[poster.drill, '#B3261E'], [poster.draft, '#5a657f']] as const) if (mark) stamp(doc, mark, colour);
  doc.end();
  return done;
}

/** Large letters across the whole sheet, through which the words can still be read. */
function stamp(doc: PDFKit.PDFDocument, text: string, colour: string): void {
  const { width, height } = doc.page;
  doc.save().rotate(-40, { origin: [width / 2, height / 2] }).fillOpacity(0.16).fill(colour).font('bold').fontSize(fitting(doc, text, width * 0.9));
  doc.text(text, width * 0.05, height / 2 - 60, { width: width * 0.9, align: 'center' }).restore();
}

/** The largest size at which all of a text has room: what was approved must not be cut where it hangs. Below 14 points nobody would read it. */
function readable(doc: PDFKit.PDFDocument, text: string, { width, height }: { width: number; height: number }): number {
  for (let size = 30; size > 14; size -= 2) if (doc.fontSize(size).heightOfString(text, { width, lineGap: size / 3 }) <= height) return size;
  return 14;
}

/** The largest size at which a headline takes at most four lines. */
function fitting(doc: PDFKit.PDFDocument, text: string, width: number): number {
  for (let size = 84; size > 40; size -= 4) {
    doc.fontSize(size);
    if (doc.heightOfString(text, { width }) <= 4.6 * size) return size;
  }
  return 40;
}
