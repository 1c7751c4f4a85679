import { collectPdf, drawQr, registerFaces } from '../platform/pdf.server.ts';

export interface Handout {
  label: string;
  question: string;
  short: string;
  /** Plain text, steps one a line. */
  steps: string;
  facts: readonly { term: string; detail: string }[];
  /** What the reader must be warned of: documents under it that do not hold, or lapse soon. */
  warnings: readonly string[];
  asOf: string;
  more: string;
  /** Where the QR code leads. */
  address: string;
  /** Said over the sheet when the answer is sample data. */
  mark: string | null;
}

const [edge, qr] = [52, 112];
const [ink, warn] = ['#16213A', '#8A5A00'];

/** Sets an answer as a tagged PDF of one A4 sheet to be handed out: short form first, then steps and facts, a QR code to what is valid on the day of reading. */
export async function renderHandout(handout: Handout): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({ size: 'A4', margin: 0, pdfVersion: '1.7', tagged: true, lang: 'vi-VN', displayTitle: true, info: { Title: handout.question, Creator: 'hoc06' } });
  registerFaces(doc);
  const done = collectPdf(doc);
  doc.rect(0, 0, doc.page.width, 14).fill('#0F4C81');
  const bottom = doc.page.height - edge - qr - 24;
  drawSheet(doc, handout, scaleFor(doc, handout, bottom), bottom);
  drawFoot(doc, handout, bottom + 24);
  doc.end();
  return done;
}

/** The largest letters with which everything stands above the foot; below two thirds nobody reads any more, and the rest is behind the QR code. */
function scaleFor(doc: PDFKit.PDFDocument, handout: Handout, bottom: number): number {
  for (let scale = 1; scale > 0.66; scale -= 0.04) if (heightAt(doc, handout, scale) <= bottom - 40) return scale;
  return 0.66;
}

interface Piece {
  face: string;
  size: number;
  colour: string;
  text: string;
  gap: number;
}

const piecesOf = ({ label, question, short, steps, facts, warnings, mark }: Handout): Piece[] => [
  { face: 'semibold', size: 11, colour: '#0F4C81', text: mark ? `${label} · ${mark}` : label, gap: 8 },
  { face: 'bold', size: 25, colour: '#0A365C', text: question, gap: 14 },
  ...warnings.map((text): Piece => ({ face: 'semibold', size: 13, colour: warn, text, gap: 8 })),
  { face: 'semibold', size: 16, colour: ink, text: short, gap: 18 },
  { face: 'regular', size: 13, colour: ink, text: steps, gap: 16 },
  ...facts.map(({ term, detail }): Piece => ({ face: 'regular', size: 12, colour: ink, text: `${term}: ${detail}`, gap: 6 })),
];

function heightAt(doc: PDFKit.PDFDocument, handout: Handout, scale: number): number {
  const width = doc.page.width - 2 * edge;
  return piecesOf(handout).reduce((sum, { face, size, text, gap }) => sum + doc.font(face).fontSize(size * scale).heightOfString(text, { width, lineGap: 3 }) + gap, 0);
}

function drawSheet(doc: PDFKit.PDFDocument, handout: Handout, scale: number, bottom: number): void {
  const width = doc.page.width - 2 * edge;
  let y = 40;
  for (const { face, size, colour, text, gap } of piecesOf(handout)) {
    if (y > bottom - size) return;
    doc.fill(colour).font(face).fontSize(size * scale).text(text, edge, y, { width, lineGap: 3, height: bottom - y, ellipsis: true });
    y = doc.y + gap;
  }
}

function drawFoot(doc: PDFKit.PDFDocument, { asOf, more, address }: Handout, y: number): void {
  const width = doc.page.width - 2 * edge - qr - 20;
  doc.moveTo(edge, y - 12).lineTo(doc.page.width - edge, y - 12).lineWidth(1).stroke('#DCE2EC');
  doc.fill(ink).font('semibold').fontSize(13).text(asOf, edge, y + 10, { width });
  doc.font('regular').fontSize(11).text(more, edge, doc.y + 4, { width, lineGap: 2 });
  doc.fill('#0F4C81').text(address, edge, doc.y + 4, { width, link: address });
  drawQr(doc, address, { x: doc.page.width - edge - qr, y, size: qr, colour: ink });
}
