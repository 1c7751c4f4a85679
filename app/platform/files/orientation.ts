import { bytesOf, joined, textAt, viewOf } from './picture.ts';

const tag = 0x0112;
const mostEntries = 100;

/** Which way up the camera was held, out of the data of Exif (a TIFF without a picture); null when it says nothing of the eight ways. */
export function orientationIn(tiff: Uint8Array): number | null {
  const view = viewOf(tiff);
  if (tiff.length < 14) return null;
  const little = textAt(tiff, 0, 2) === 'II';
  const first = view.getUint32(4, little);
  if (first + 2 > tiff.length) return null;
  const count = Math.min(view.getUint16(first, little), mostEntries);
  for (let entry = 0, at = first + 2; entry < count && at + 12 <= tiff.length; entry += 1, at += 12) {
    if (view.getUint16(at, little) !== tag) continue;
    const turned = view.getUint16(at + 8, little);
    return turned >= 1 && turned <= 8 ? turned : null;
  }
  return null;
}

/** Data of Exif that say nothing but which way is up. */
export function orientationData(turned: number): Uint8Array {
  return joined([bytesOf('MM\0*'), new Uint8Array([0, 0, 0, 8, 0, 1, tag >> 8, tag & 0xff, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0])]);
}
