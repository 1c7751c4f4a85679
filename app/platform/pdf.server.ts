import { createRequire } from 'node:module';
import QRCode from 'qrcode';

export type Face = 'regular' | 'italic' | 'medium' | 'semibold' | 'bold' | 'bold-italic';
const files: Record<Face, string> = {
  regular: '400Regular/BeVietnamPro_400Regular', italic: '400Regular_Italic/BeVietnamPro_400Regular_Italic', medium: '500Medium/BeVietnamPro_500Medium',
  semibold: '600SemiBold/BeVietnamPro_600SemiBold', bold: '700Bold/BeVietnamPro_700Bold', 'bold-italic': '700Bold_Italic/BeVietnamPro_700Bold_Italic',
};
const require = createRequire(import.meta.url);

/** Embeds Be Vietnam Pro, which has every Vietnamese letter. */
export function registerFaces(doc: PDFKit.PDFDocument): void {
  for (const [face, file] of Object.entries(files)) doc.registerFont(face, require.resolve(`@expo-google-fonts/be-vietnam-pro/${file}.ttf`));
}

/** The characters that a typeface has: a box in place of an emoji helps nobody. */
export function knownLetters(doc: PDFKit.PDFDocument, text: string, face: Face): string {
  doc.font(face);
  const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
  return [...text].filter((letter) => letter === '\n' || font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)).join('');
}

/** Draws an address as a QR code of `size` points; vector, so that it stays sharp at any size. */
export function drawQr(doc: PDFKit.PDFDocument, address: string, { x, y, size, colour }: { x: number; y: number; size: number; colour: string }): void {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  doc.save();
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) doc.rect(x + column * step, y + row * step, step, step);
  }
  doc.fill(colour).restore();
}

/** Everything that a document writes, once it has ended. Ask before writing. */
export function collectPdf(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}
