import { blindJpeg, blindPng } from './rules/blind-image.ts';
import { blindOfficePart, textOfPart } from './rules/blind-office.ts';
import { findLeftovers, type Identities, type Leftover } from './rules/mask-identities.ts';

export type FileKind = 'PDF' | 'DOCX' | 'PPTX' | 'XLSX' | 'PNG' | 'JPEG';
/** What somebody has to look at: words that name somebody, or a picture, in which no program reads. */
export type CopyLeftover = Leftover | { kind: 'PICTURE'; text: string };
export interface BlindCopy {
  bytes: Uint8Array;
  leftovers: CopyLeftover[];
}

const mostListed = 100;

/** A copy of a file without what says who made it. @throws for a file that is not what it says */
export async function makeBlindCopy(kind: FileKind, bytes: Uint8Array, identities: Identities): Promise<BlindCopy> {
  if (kind === 'PNG' || kind === 'JPEG') return { bytes: kind === 'PNG' ? blindPng(bytes) : blindJpeg(bytes), leftovers: [{ kind: 'PICTURE', text: '1' }] };
  const copy = kind === 'PDF' ? await blindPdf(bytes, identities) : await blindOffice(bytes, identities);
  return { ...copy, leftovers: copy.leftovers.slice(0, mostListed) };
}

/** The pages moved into a document of their own: no title, author, producer, XMP, attachment, form, script or older version comes along. */
async function blindPdf(bytes: Uint8Array, identities: Identities): Promise<BlindCopy> {
  const { PDFDict, PDFDocument, PDFName, PDFStream } = await import('@cantoo/pdf-lib');
  const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  for (const [, object] of source.context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : null;
    if (!dict) continue;
    for (const key of ['Metadata', 'PieceInfo', 'LastModified', 'AA', 'A', 'AF', 'FS', 'JS']) if (key !== 'A' || isForeign(dict.lookup(PDFName.of('A')))) dict.delete(PDFName.of(key));
    // Notes on a page carry their author, subject and time; other dictionaries use the same letters for other things.
    if (dict.has(PDFName.of('Rect')) && dict.has(PDFName.of('Subtype'))) for (const key of ['T', 'M', 'CreationDate', 'Subj', 'NM', 'RC']) dict.delete(PDFName.of(key));
  }
  const target = await PDFDocument.create({ updateMetadata: false });
  for (const page of await target.copyPages(source, source.getPageIndices())) target.addPage(page);
  const copied = await target.save({ updateFieldAppearances: false });
  return { bytes: copied, leftovers: await pdfLeftovers(copied, identities) };

  /** Links within the document stay; whatever calls a program, a script or a mail box goes. */
  function isForeign(action: unknown): boolean {
    return action instanceof PDFDict && action.lookup(PDFName.of('S'))?.toString() !== '/GoTo';
  }
}

/** Reads the copy as a judge would: words of pages and notes; a page that paints a picture or has no words is for somebody to look at. */
async function pdfLeftovers(bytes: Uint8Array, identities: Identities): Promise<CopyLeftover[]> {
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const paints = new Set(Object.entries(OPS).filter(([name]) => /^paint.*Image/.test(name)).map(([, code]) => code));
  const [texts, pictures]: [string[], CopyLeftover[]] = [[], []];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(' ');
    const notes = (await page.getAnnotations()).map((note: { contentsObj?: { str?: string } }) => note.contentsObj?.str ?? '');
    texts.push(words, words.replace(/ +/g, ' '), ...notes);
    if (words.trim().length < 40 || hasPicture(await page.getOperatorList(), paints)) pictures.push({ kind: 'PICTURE', text: String(number) });
    page.cleanup();
  }
  await task.destroy();
  return [...findLeftovers(texts.join('\n'), identities), ...pictures];
}

interface Drawing {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

/** A pattern is a drawing among the arguments of a drawing: a logo may be painted as the colour of a field. */
function hasPicture({ fnArray, argsArray }: Drawing, paints: ReadonlySet<number>): boolean {
  return fnArray.some((code) => paints.has(code)) || argsArray.some((args) => Array.isArray(args) && args.some((one: unknown) => isDrawing(one) && hasPicture(one, paints)));
}

const isDrawing = (value: unknown): value is Drawing => typeof value === 'object' && value !== null && 'fnArray' in value && 'argsArray' in value;

const mostUnpacked = 300_000_000;
const picture = /\.(png|jpe?g)$/i;

/** The same parts without people: properties, authors of comments and changes, saved paths, what pictures say of themselves. */
async function blindOffice(bytes: Uint8Array, identities: Identities): Promise<BlindCopy> {
  const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate');
  let unpacked = 0;
  const parts = unzipSync(bytes, {
    filter: ({ originalSize }) => {
      unpacked += originalSize;
      if (unpacked > mostUnpacked) throw new RangeError('too large when unpacked');
      return true;
    },
  });
  const [texts, kept, pictures]: [string[], Record<string, Uint8Array>, CopyLeftover[]] = [[], {}, []];
  for (const [name, part] of Object.entries(parts)) {
    if (/\.(xml|rels|vml)$/i.test(name)) {
      const xml = blindOfficePart({ name, xml: strFromU8(part) });
      if (xml === null) continue;
      kept[name] = strToU8(xml);
      if (!/\.rels$/i.test(name)) texts.push(textOfPart(xml));
    } else if (!/^docProps\/thumbnail\./i.test(name)) {
      kept[name] = picture.test(name) ? blindPicture(part) : part;
      if (/\/media\//.test(name)) pictures.push({ kind: 'PICTURE', text: name.split('/').at(-1) ?? name });
    }
  }
  // One time for all parts: when somebody saved them is nobody's business.
  return { bytes: zipSync(kept, { mtime: new Date('1980-01-01T12:00:00') }), leftovers: [...findLeftovers(texts.join('\n'), identities), ...pictures] };
}

/** A picture of another kind than its name says is left as it is: it is listed for somebody to look at anyway. */
function blindPicture(bytes: Uint8Array): Uint8Array {
  try {
    return bytes[0] === 0x89 ? blindPng(bytes) : blindJpeg(bytes);
  } catch {
    return bytes;
  }
}
