import { bareProfile } from './colour-profile.ts';
import { orientationData, orientationIn } from './orientation.ts';
import { bytesOf, fits, joined, mostPieces, textAt, viewOf, type BarePicture, type PictureLimits } from './picture.ts';

const keptChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH']);
const flags = { profile: 0x20, alpha: 0x10, exif: 0x08 };

/** A still WebP with the chunks that its picture needs. @throws RangeError for lengths that lead beyond the end */
export function bareWebp(bytes: Uint8Array, limits: PictureLimits): BarePicture | null {
  if (bytes.length < 30 || textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP') return null;
  const view = viewOf(bytes);
  const [stop, most] = [Math.min(bytes.length, 8 + view.getUint32(4, true)), mostPieces(bytes)];
  const kept: Uint8Array[] = [];
  let [hasPicture, said, canvas] = [false, 0, null as Uint8Array | null];
  for (let [at, pieces] = [12, 0]; at + 8 <= stop; pieces += 1) {
    const [name, length] = [textAt(bytes, at, 4), view.getUint32(at + 4, true)];
    const end = at + 8 + length + (length % 2);
    if (end > stop || name === 'ANIM' || !isSize(limits, name, view, at + 8)) return null;
    hasPicture ||= name === 'VP8 ' || name === 'VP8L';
    const part = name === 'VP8X' ? bytes.slice(at, end) : keptChunks.has(name) ? bytes.subarray(at, end) : bareChunk(name, bytes.subarray(at + 8, at + 8 + length));
    if (part) kept.push(part);
    if (name === 'VP8X') canvas = part;
    if (part && name === 'ICCP') said |= flags.profile;
    if (part && name === 'EXIF') said |= flags.exif;
    if (pieces > most) return null;
    at = end;
  }
  // The header promises what is there and nothing else.
  if (canvas) canvas[8] = ((canvas[8] ?? 0) & flags.alpha) | said;
  return hasPicture ? { type: 'image/webp', parts: [riff(kept), ...kept] } : null;
}

function riff(kept: readonly Uint8Array[]): Uint8Array {
  const head = bytesOf('RIFF\0\0\0\0WEBP');
  viewOf(head).setUint32(4, kept.reduce((sum, part) => sum + part.length, 4), true);
  return head;
}

/** Its colours without the profile's words, and which way is up. */
function bareChunk(name: string, data: Uint8Array): Uint8Array | null {
  if (name === 'ICCP') {
    const profile = bareProfile(data);
    return profile && chunk('ICCP', profile);
  }
  const turned = name === 'EXIF' ? (orientationIn(textAt(data, 0, 4) === 'Exif' ? data.subarray(6) : data) ?? 1) : 1;
  return turned > 1 ? chunk('EXIF', orientationData(turned)) : null;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const whole = joined([bytesOf(name), new Uint8Array(4), data, new Uint8Array(data.length % 2)]);
  viewOf(whole).setUint32(4, data.length, true);
  return whole;
}

/** Whether the size that a chunk names is allowed; other chunks name none. */
function isSize(limits: PictureLimits, name: string, view: DataView, at: number): boolean {
  if (name === 'VP8 ') return fits(limits, view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff);
  if (name === 'VP8L') return fits(limits, (view.getUint32(at + 1, true) & 0x3fff) + 1, ((view.getUint32(at + 1, true) >>> 14) & 0x3fff) + 1);
  if (name === 'VP8X') return fits(limits, (view.getUint32(at + 4, true) & 0xffffff) + 1, (view.getUint32(at + 6, true) >>> 8) + 1);
  return true;
}
