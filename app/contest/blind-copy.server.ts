import { barePicture } from '../platform/files/bare-picture.server.ts';
import { joined } from '../platform/files/picture.ts';
import { asidesOfPart, blindOfficePart, isLeftOut, textOfPart } from './rules/blind-office.ts';
import { findLeftovers, type Identities, type Leftover } from './rules/mask-identities.ts';

export type FileKind = 'PDF' | 'DOCX' | 'PPTX' | 'XLSX' | 'PNG' | 'JPEG';
/** What somebody has to look at: words that name somebody, or a picture or an embedded file, in which no program reads. */
export type CopyLeftover = Leftover | { kind: 'PICTURE' | 'FILE'; text: string };
export interface BlindCopy {
  bytes: Uint8Array;
  leftovers: CopyLeftover[];
}

const mostListed = 100;

/** A copy of a file without what says who made it. @throws for a file that is not what it says */
export async function makeBlindCopy(kind: FileKind, bytes: Uint8Array, identities: Identities): Promise<BlindCopy> {
  if (kind === 'PNG' || kind === 'JPEG') return { bytes: blindPicture(kind, bytes), leftovers: [{ kind: 'PICTURE', text: '1' }] };
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
const deepest = 2;
const picture = /\.(png|jpe?g)$/i;

/** The same parts without people: properties, authors of comments and changes, saved paths, what pictures say of themselves. */
async function blindOffice(bytes: Uint8Array, identities: Identities): Promise<BlindCopy> {
  const { bytes: copied, texts, unread } = await blindPackage(bytes, { depth: 0, spent: { bytes: 0 } });
  return { bytes: copied, leftovers: [...findLeftovers(texts.join('\n'), identities), ...unread] };
}

interface Level {
  depth: number;
  /** Counted over all levels: a small file inside another may unpack to a huge one. */
  spent: { bytes: number };
}
interface BlindPackage {
  bytes: Uint8Array;
  texts: string[];
  unread: CopyLeftover[];
}

async function blindPackage(bytes: Uint8Array, level: Level): Promise<BlindPackage> {
  const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate');
  const parts = unzipSync(bytes, {
    filter: ({ originalSize }) => {
      level.spent.bytes += originalSize;
      if (level.spent.bytes > mostUnpacked) throw new RangeError('too large when unpacked');
      return true;
    },
  });
  const [texts, kept, unread]: [string[], Record<string, Uint8Array>, CopyLeftover[]] = [[], {}, []];
  for (const [name, part] of Object.entries(parts)) {
    if (isLeftOut(name) || name.endsWith('/')) continue;
    if (/\.(xml|rels|vml)$/i.test(name)) {
      const xml = blindOfficePart({ name, xml: strFromU8(part) });
      if (xml === null) continue;
      kept[name] = strToU8(xml);
      texts.push(...(/\.rels$/i.test(name) ? [] : [textOfPart(xml)]), asidesOfPart(xml));
    } else {
      const binary = await blindBinary(name, part, level);
      kept[name] = binary.bytes;
      texts.push(...binary.texts);
      unread.push(...binary.unread);
    }
  }
  // One time for all parts: when somebody saved them is nobody's business.
  return { bytes: zipSync(kept, { mtime: new Date('1980-01-01T12:00:00') }), texts, unread };
}

/** A file inside an Office file: another one is opened too; whatever no program reads is listed for somebody to look at. */
async function blindBinary(name: string, part: Uint8Array, { depth, spent }: Level): Promise<BlindPackage> {
  const shortName = name.split('/').at(-1) ?? name;
  if (/\/media\//.test(name) || picture.test(name)) return { bytes: picture.test(name) ? pictureOf(part) ?? part : part, texts: [], unread: [{ kind: 'PICTURE', text: shortName }] };
  const unopened: BlindPackage = { bytes: part, texts: [], unread: [{ kind: 'FILE', text: shortName }] };
  if (depth >= deepest || !isZip(part)) return unopened;
  return blindPackage(part, { depth: depth + 1, spent }).catch(() => unopened);
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** The picture alone; what no program takes for one is left as it is inside an Office file: it is listed for somebody to look at anyway. */
function pictureOf(bytes: Uint8Array): Uint8Array | null {
  const bare = barePicture(bytes);
  return bare && joined(bare.parts);
}

/** @throws RangeError for what is no whole picture of its kind */
function blindPicture(kind: 'PNG' | 'JPEG', bytes: Uint8Array): Uint8Array {
  const bare = barePicture(bytes);
  if (bare?.type !== (kind === 'PNG' ? 'image/png' : 'image/jpeg')) throw new RangeError(`not a ${kind}`);
  return joined(bare.parts);
}
