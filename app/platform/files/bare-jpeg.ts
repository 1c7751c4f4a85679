import { bareProfile, mostProfileBytes } from './colour-profile.ts';
import { orientationData, orientationIn } from './orientation.ts';
import { bytesOf, fits, joined, mostPieces, textAt, viewOf, type BarePicture, type PictureLimits } from './picture.ts';

const profileMark = 'ICC_PROFILE\0';
const mostInSegment = 65_519;

/** What was found on the way through a file. */
interface Found {
  turned: number;
  heads: Uint8Array[];
  profile: Uint8Array[];
  rest: Uint8Array[];
  hasSize: boolean;
  hasScan: boolean;
}

/**
 * Keeps tables, frames and scans; of the application segments only what decoders need, the colours, and the way up.
 * @throws RangeError for lengths that lead beyond the end
 */
export function bareJpeg(bytes: Uint8Array, limits: PictureLimits): BarePicture | null {
  if (bytes.length < 32 || viewOf(bytes).getUint16(0) !== 0xffd8) return null;
  const found: Found = { turned: 1, heads: [], profile: [], rest: [], hasSize: false, hasScan: false };
  if (!walk(bytes, limits, found) || !found.hasSize || !found.hasScan) return null;
  const way = found.turned > 1 ? [segment(0xe1, joined([bytesOf('Exif\0\0'), orientationData(found.turned)]))] : [];
  return { type: 'image/jpeg', parts: [new Uint8Array([0xff, 0xd8]), ...way, ...found.heads, ...profileSegments(found.profile), ...found.rest, new Uint8Array([0xff, 0xd9])] };
}

/** @returns whether the file ends where a picture does; what hangs behind that is left there */
function walk(bytes: Uint8Array, limits: PictureLimits, found: Found): boolean {
  const view = viewOf(bytes);
  const most = mostPieces(bytes);
  for (let [at, pieces] = [2, 0]; pieces <= most; pieces += 1) {
    if (view.getUint8(at) !== 0xff) return false;
    const marker = view.getUint8(at + 1);
    if (marker === 0xd9) return true;
    if (marker === 0xff) {
      at += 1;
      pieces -= 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return false;
    const end = marker === 0xda ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    if (!take(marker, bytes.subarray(at, end), limits, found)) return false;
    at = end;
  }
  return false;
}

/** Sorts one segment. @returns false for what no picture has */
function take(marker: number, whole: Uint8Array, limits: PictureLimits, found: Found): boolean {
  if (marker === 0xfe || (marker >= 0xe0 && marker <= 0xef)) {
    takeForeign(marker, whole, found);
    return true;
  }
  if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
    const view = viewOf(whole);
    // A second frame would let the first one be as large as it likes.
    if (found.hasSize || !fits(limits, view.getUint16(7), view.getUint16(5))) return false;
    found.hasSize = true;
  }
  found.hasScan ||= marker === 0xda;
  found.rest.push(whole);
  return true;
}

/** Of an application segment only how colours and points are to be read; whatever hangs behind that, previews too, is left out. */
function takeForeign(marker: number, whole: Uint8Array, found: Found): void {
  if (marker === 0xe1 && textAt(whole, 4, 4) === 'Exif') found.turned = orientationIn(whole.subarray(10)) ?? found.turned;
  if (marker === 0xe2 && textAt(whole, 4, 12) === profileMark) found.profile.push(whole.subarray(16));
  if (marker === 0xe0 && whole.length >= 18 && textAt(whole, 4, 5) === 'JFIF\0') found.heads.push(segment(0xe0, joined([whole.subarray(4, 16), new Uint8Array(2)])));
  if (marker === 0xee && whole.length >= 16 && textAt(whole, 4, 5) === 'Adobe') found.heads.push(segment(0xee, whole.subarray(4, 16)));
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joined([new Uint8Array([0xff, marker, length >> 8, length & 0xff]), content]);
}

/** The pieces of a profile, each with its number and how many there are, put together, cleaned and taken apart again; none when one is missing. */
function profileSegments(pieces: readonly Uint8Array[]): Uint8Array[] {
  const isWhole = pieces.every((piece) => piece[1] === pieces.length) && new Set(pieces.map((piece) => piece[0])).size === pieces.length;
  if (!isWhole || pieces.reduce((sum, piece) => sum + piece.length, 0) > mostProfileBytes) return [];
  const profile = bareProfile(joined(pieces.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)).map((piece) => piece.subarray(2))));
  const count = Math.ceil((profile?.length ?? 0) / mostInSegment);
  return profile === null || count > 255 ? [] : Array.from({ length: count }, (_, at) => segment(0xe2, joined([bytesOf(profileMark), new Uint8Array([at + 1, count]), profile.subarray(at * mostInSegment, (at + 1) * mostInSegment)])));
}

/** Where the data of a scan end: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError('a scan without an end');
}
