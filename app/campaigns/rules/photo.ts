/**
 * What a photo really is, and the photo without everything that is not picture: where and with which phone it was taken, comments, previews, and whatever
 * somebody hung behind its end. Pure reading of bytes: nothing is decoded.
 */
export interface Photo {
  type: 'image/jpeg' | 'image/png' | 'image/webp';
  bytes: Uint8Array;
}

/** Wider or higher than any camera of a phone makes them. */
const longestSide = 20_000;
/** More points than a picture of 5 MB needs: a few bytes of one colour can unfold to gigabytes in the browser of whoever looks at them. */
const mostPoints = 64_000_000;
/** Pictures have hundreds of pieces at most; a million of four bytes each would take the memory of the server. */
const mostPieces = 10_000;

/** @returns null for anything that is no whole picture */
export function cleanPhoto(bytes: Uint8Array): Photo | null {
  try {
    return cleanJpeg(bytes) ?? cleanPng(bytes) ?? cleanWebp(bytes);
  } catch (error) {
    // Lengths that lead beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const textAt = (bytes: Uint8Array, from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
const isSize = (width: number, height: number) => width > 0 && height > 0 && width <= longestSide && height <= longestSide && width * height <= mostPoints;

/** Keeps tables, frames and scans; of the application segments only what decoders need, and the way up. */
function cleanJpeg(bytes: Uint8Array): Photo | null {
  const view = viewOf(bytes);
  if (bytes.length < 32 || view.getUint16(0) !== 0xffd8) return null;
  const kept: Uint8Array[] = [];
  let [at, hasSize, hasScan, turned] = [2, false, false, 1];
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      // A second frame would let the first one be as large as it likes.
      if (hasSize || !isSize(view.getUint16(at + 7), view.getUint16(at + 5))) return null;
      hasSize = true;
    }
    if (marker === 0xe1) turned = orientationOf(bytes.subarray(at + 4, at + 2 + length)) ?? turned;
    const end = marker === 0xda ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    hasScan ||= marker === 0xda;
    const isForeign = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    kept.push(isForeign ? needed(bytes.subarray(at, end)) : bytes.subarray(at, end));
    if (kept.length > mostPieces) return null;
    at = end;
  }
  if (!hasSize || !hasScan) return null;
  const way = turned > 1 && turned <= 8 ? [orientationSegment(turned)] : [];
  return { type: 'image/jpeg', bytes: join([new Uint8Array([0xff, 0xd8]), ...way, ...kept, new Uint8Array([0xff, 0xd9])]) };
}

/** Of an application segment only how colours and points are to be read; whatever hangs behind that, previews too, is left out. */
function needed(segment: Uint8Array): Uint8Array {
  if (segment[1] === 0xe0 && segment.length >= 18 && textAt(segment, 4, 5) === 'JFIF\0') return new Uint8Array([0xff, 0xe0, 0, 16, ...segment.subarray(4, 16), 0, 0]);
  if (segment[1] === 0xee && segment.length >= 16 && textAt(segment, 4, 5) === 'Adobe') return new Uint8Array([0xff, 0xee, 0, 14, ...segment.subarray(4, 16)]);
  return new Uint8Array(0);
}

/** Where the data of a scan end: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError('a scan without an end');
}

/** Which way up the camera was held, out of an Exif segment. */
function orientationOf(segment: Uint8Array): number | null {
  if (segment.length < 20 || textAt(segment, 0, 4) !== 'Exif') return null;
  const tiff = segment.subarray(6);
  const view = viewOf(tiff);
  const little = textAt(tiff, 0, 2) === 'II';
  const first = view.getUint32(4, little);
  if (first + 2 > tiff.length) return null;
  const count = Math.min(view.getUint16(first, little), 100);
  for (let entry = 0, at = first + 2; entry < count && at + 12 <= tiff.length; entry += 1, at += 12) if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little);
  return null;
}

/** An Exif segment that says nothing but which way is up. */
function orientationSegment(turned: number): Uint8Array {
  const head = [...'Exif\0\0MM\0*'].map((letter) => letter.charCodeAt(0));
  return new Uint8Array([0xff, 0xe1, 0, 34, ...head, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0]);
}

const pngChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs']);

function cleanPng(bytes: Uint8Array): Photo | null {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 45 || !signature.every((byte, at) => bytes[at] === byte)) return null;
  const view = viewOf(bytes);
  const kept = [bytes.subarray(0, 8)];
  let hasData = false;
  for (let at = 8; ; ) {
    const [length, name] = [view.getUint32(at), textAt(bytes, at + 4, 4)];
    const end = at + 12 + length;
    if (end > bytes.length || (at === 8 && (name !== 'IHDR' || length !== 13))) return null;
    if (name === 'IHDR' && !isSize(view.getUint32(at + 8), view.getUint32(at + 12))) return null;
    hasData ||= name === 'IDAT' && length > 0;
    if (pngChunks.has(name)) kept.push(bytes.subarray(at, end));
    if (kept.length > mostPieces) return null;
    if (name === 'IEND') return hasData ? { type: 'image/png', bytes: join(kept) } : null;
    at = end;
  }
}

const webpChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH']);

function cleanWebp(bytes: Uint8Array): Photo | null {
  if (bytes.length < 30 || textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP') return null;
  const view = viewOf(bytes);
  const stop = Math.min(bytes.length, 8 + view.getUint32(4, true));
  const kept: Uint8Array[] = [];
  let hasPicture = false;
  for (let at = 12; at + 8 <= stop; ) {
    const [name, length] = [textAt(bytes, at, 4), view.getUint32(at + 4, true)];
    const end = at + 8 + length + (length % 2);
    if (end > stop || name === 'ANIM' || !isWebpSize(name, view, at + 8)) return null;
    hasPicture ||= name === 'VP8 ' || name === 'VP8L';
    if (webpChunks.has(name)) kept.push(name === 'VP8X' ? withoutFlags(bytes.slice(at, end)) : bytes.subarray(at, end));
    if (kept.length > mostPieces) return null;
    at = end;
  }
  if (!hasPicture) return null;
  const body = join(kept);
  const head = new Uint8Array(12);
  head.set(bytes.subarray(0, 12));
  viewOf(head).setUint32(4, body.length + 4, true);
  return { type: 'image/webp', bytes: join([head, body]) };
}

/** Whether the size that a chunk names is that of a photo; other chunks name none. */
function isWebpSize(name: string, view: DataView, at: number): boolean {
  if (name === 'VP8 ') return isSize(view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff);
  if (name === 'VP8L') return isSize((view.getUint32(at + 1, true) & 0x3fff) + 1, ((view.getUint32(at + 1, true) >>> 14) & 0x3fff) + 1);
  if (name === 'VP8X') return isSize((view.getUint32(at + 4, true) & 0xffffff) + 1, (view.getUint32(at + 6, true) >>> 8) + 1);
  return true;
}

/** The header no longer promises what was left out: colour profile, Exif, XMP. */
function withoutFlags(chunk: Uint8Array): Uint8Array {
  chunk[8] = (chunk[8] ?? 0) & ~0x2c;
  return chunk;
}
