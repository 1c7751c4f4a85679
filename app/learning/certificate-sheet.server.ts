import { ink } from './certificate-ornament.server.ts';
import { fitText, type TextBox } from './rules/fit-text.ts';
import { knownLetters, type Face } from '../platform/pdf.server.ts';
import { normaliseLine } from '../platform/text/normalise.ts';

/** How one line is set. */
export interface Look {
  face: Face;
  size?: number;
  colour?: string;
  tag?: 'H1' | 'P';
  spacing?: number;
  underline?: boolean;
  /** The middle of the line, when it is not the sheet's. */
  at?: number;
}

/** Places single lines by their baseline and tags each for screen readers. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly middle: number;
  readonly #root: PDFKit.PDFStructureElement;

  constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc;
    this.middle = doc.page.width / 2;
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
  }

  centre(text: string, baseline: number, look: Look): void {
    const { doc } = this;
    const spacing = look.spacing ?? 0;
    const shown = this.#printable(text, look.face);
    const width = doc.font(look.face).fontSize(look.size ?? 12).widthOfString(shown, { characterSpacing: spacing }) - spacing;
    const x = (look.at ?? this.middle) - width / 2;
    this.#line(shown, x, baseline, look);
    if (!look.underline) return;
    doc.markContent('Artifact', { type: 'Layout' });
    doc.save().lineWidth(0.7).strokeColor(ink.text).moveTo(x, baseline + 5.5).lineTo(x + width, baseline + 5.5).stroke().restore();
    doc.endMarkedContent();
  }

  left(text: string, x: number, baseline: number, look: Look): void {
    this.#line(this.#printable(text, look.face), x, baseline, look);
  }

  pair(label: string, value: string, x: number, baseline: number): void {
    this.left(label, x, baseline, { face: 'regular', size: 8.5, colour: ink.soft });
    this.left(value, x, baseline + 14.5, { face: 'semibold', size: 12, spacing: 0.3 });
  }

  fit(text: string, box: TextBox & { face: Face }) {
    this.doc.font(box.face).fontSize(100);
    // Shaping is slow and long names are measured at many breaks, so each word is shaped once.
    const widths = new Map<string, number>();
    const measure = (part: string) => part.split(' ').reduce((sum, word, at) => sum + this.#wordWidth(widths, word) + (at > 0 ? this.#wordWidth(widths, ' ') : 0), 0);
    return fitText(this.#printable(text, box.face), box, measure);
  }

  #wordWidth(widths: Map<string, number>, word: string): number {
    const width = widths.get(word) ?? this.doc.widthOfString(word) / 100;
    widths.set(word, width);
    return width;
  }

  /** @returns the baseline of the last line */
  lines(fitted: { size: number; lines: string[] }, baseline: number, look: Look): number {
    fitted.lines.forEach((line, at) => this.centre(line, baseline + at * fitted.size * 1.22, { ...look, size: fitted.size }));
    return baseline + (fitted.lines.length - 1) * fitted.size * 1.22;
  }

  fitted(text: string, baseline: number, box: TextBox & { face: Face; colour: string }): number {
    return this.lines(this.fit(text, box), baseline, { face: box.face, colour: box.colour });
  }

  figure(alt: string, [x, y, width, height]: [number, number, number, number], draw: () => void): void {
    const mark = this.doc.markStructureContent('Figure', { bbox: [x, y, x + width, y + height] } as never);
    draw();
    this.doc.endMarkedContent();
    this.#root.add(this.doc.struct('Figure', { alt, bbox: [x, y, x + width, y + height] } as never, [mark]));
  }

  link(address: string, [x, y, width, height]: [number, number, number, number]): void {
    const link = this.doc.struct('Link', { alt: `Mở ${address}` });
    this.#root.add(link);
    this.doc.link(x, y, width, height, address, { structParent: link } as never);
    link.end();
  }

  /** Large letters across the sheet; read out like any other text. */
  stamp(text: string): void {
    const { doc, middle } = this;
    doc.save().rotate(-20, { origin: [middle, doc.page.height / 2] }).fillOpacity(0.22);
    this.centre(text, doc.page.height / 2 + 8, { face: 'bold', size: 92, colour: ink.danger, spacing: 3 });
    doc.restore();
  }

  end(): void {
    this.#root.end();
  }

  #line(text: string, x: number, baseline: number, look: Look): void {
    const tag = look.tag ?? 'P';
    const mark = this.doc.markStructureContent(tag);
    this.doc.font(look.face).fontSize(look.size ?? 12).fillColor(look.colour ?? ink.text);
    this.doc.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic', characterSpacing: look.spacing ?? 0 });
    this.doc.endMarkedContent();
    this.#root.add(this.doc.struct(tag, {}, [mark]));
  }

  /** NFC, one line, and only characters that the typeface has. */
  #printable(text: string, face: Face): string {
    return knownLetters(this.doc, normaliseLine(text), face).replace(/\s+/g, ' ').trim() || '–';
  }
}
