import { knownLetters, type Face } from '../platform/pdf.server.ts';

export const mm = (value: number): number => (value * 72) / 25.4;
/** The margins of NĐ 30/2020. */
export const sheetMargins = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20) };

export type Align = 'left' | 'center' | 'right' | 'justify';
type Tag = 'P' | 'H1' | 'H2' | 'H3' | 'H4';

/** How one line or paragraph is set. */
export interface LineLook {
  face?: Face;
  size?: number;
  align?: Align;
  tag?: Tag;
  indent?: number;
  before?: number;
  after?: number;
  /** Room that must be left below it on the same page. */
  keep?: number;
}

export interface ColumnLine {
  text: string;
  face: Face;
  size: number;
  /** Made smaller rather than broken. */
  oneLine?: boolean;
}
export interface ColumnPlace {
  x: number;
  width: number;
  align?: Align;
}

/** A page that fills from the top down, every text of it tagged for screen readers. */
export class PaperSheet {
  readonly doc: PDFKit.PDFDocument;
  readonly left = sheetMargins.left;
  readonly top = sheetMargins.top;
  #layout: 'portrait' | 'landscape' = 'portrait';
  readonly #root: PDFKit.PDFStructureElement;

  constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc;
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
  }

  get width(): number {
    return this.doc.page.width - sheetMargins.left - sheetMargins.right;
  }
  get y(): number {
    return this.doc.y;
  }
  get bottom(): number {
    return this.doc.page.height - sheetMargins.bottom;
  }

  moveTo(y: number): void {
    this.doc.x = this.left;
    this.doc.y = y;
  }

  gap(points: number): void {
    this.doc.y += points;
  }

  newPage(): void {
    this.doc.addPage({ size: 'A4', layout: this.#layout, margins: sheetMargins });
    this.moveTo(this.top);
  }

  /** @returns the index of the page that begins with it */
  newSection(isLandscape: boolean): number {
    this.#layout = isLandscape ? 'landscape' : 'portrait';
    this.newPage();
    return this.doc.bufferedPageRange().count - 1;
  }

  keepTogether(height: number): void {
    if (this.y + height > this.bottom) this.newPage();
  }

  printable(text: string, face: Face): string {
    return knownLetters(this.doc, text, face);
  }

  line(text: string, { face = 'regular', size = 11, align = 'left', tag = 'P', indent = 0, before = 0, after = 0, keep = 0 }: LineLook = {}): void {
    const shown = this.printable(text, face);
    this.gap(before);
    const set = () => this.doc.font(face).fontSize(size).fillColor('#000');
    const look = { width: this.width, align, indent, lineGap: 2 };
    if (keep > 0) this.keepTogether(set().heightOfString(shown, look) + keep);
    this.tagged(tag, () => void set().text(shown, this.left, this.y, look));
    this.gap(after);
  }

  /** With `keep`, on one page with as much of what comes behind it. */
  paragraph(text: string, keep = 0): void {
    this.line(text, { align: 'justify', indent: mm(10), after: 5, keep: keep && keep + 5 });
  }

  /** Lines below each other at one place; with a share, a rule below them of that share of the last line. @returns where they end */
  column(y: number, { x, width, align = 'center' }: ColumnPlace, lines: readonly ColumnLine[], rule = 0): number {
    let [bottom, longest] = [y, 0];
    for (const { text, face, size, oneLine } of lines) {
      const shown = this.printable(text, face);
      const natural = this.doc.font(face).fontSize(size).widthOfString(shown);
      const fitting = oneLine && natural > width ? (size * width) / natural - 0.05 : size;
      longest = Math.min(width, natural);
      this.tagged('P', () => void this.doc.font(face).fontSize(fitting).fillColor('#000').text(shown, x, bottom, { width, align, lineGap: 1 }));
      bottom = this.y;
    }
    if (rule > 0) this.rule(x + (width - longest * rule) / 2, bottom + 1, longest * rule);
    return rule > 0 ? bottom + 4 : bottom;
  }

  /** A rule in the middle of the page, as long as that share of a line set in bold. */
  ruleBelow(text: string, share: number): void {
    const width = Math.min(this.width, this.doc.font('bold').fontSize(11.5).widthOfString(this.printable(text, 'bold'))) * share;
    this.rule(this.left + (this.width - width) / 2, this.y + 1, width);
    this.gap(4);
  }

  rule(x: number, y: number, width: number): void {
    this.ornament(() => void this.doc.lineWidth(0.7).strokeColor('#000').moveTo(x, y).lineTo(x + width, y).stroke());
  }

  /** Drawn for the eye only. */
  ornament(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    this.doc.save();
    draw();
    this.doc.restore();
    this.doc.endMarkedContent();
  }

  tagged(tag: Tag, draw: () => void): void {
    this.#root.add(this.doc.struct(tag, {}, [draw]));
  }

  /** An element that others are added to. */
  open(tag: 'Table'): PDFKit.PDFStructureElement {
    const element = this.doc.struct(tag);
    this.#root.add(element);
    return element;
  }

  end(): void {
    this.#root.end();
  }
}
