import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { bareProfile, mostProfileBytes } from './colour-profile.ts';
import { orientationData, orientationIn } from './orientation.ts';
import { bytesOf, fits, joined, mostPieces, textAt, viewOf, type BarePicture, type PictureLimits } from './picture.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The picture, its movement, and how its colours are to be read. */
const keptChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'cICP', 'mDCV', 'cLLI', 'acTL', 'fcTL', 'fdAT']);

/** A PNG with the chunks that its picture needs; what hangs behind its end stays there. @throws RangeError for lengths that lead beyond the end */
export function barePng(bytes: Uint8Array, limits: PictureLimits): BarePicture | null {
  if (bytes.length < 45 || !signature.every((byte, at) => bytes[at] === byte)) return null;
  const view = viewOf(bytes);
  const most = mostPieces(bytes);
  const parts = [bytes.subarray(0, 8)];
  let [hasData, hasProfile] = [false, false];
  for (let [at, pieces] = [8, 0]; pieces <= most; pieces += 1) {
    const [length, name] = [view.getUint32(at), textAt(bytes, at + 4, 4)];
    const end = at + 12 + length;
    if (end > bytes.length || (at === 8) !== (name === 'IHDR') || (at === 8 && length !== 13)) return null;
    if (name === 'IHDR' && !fits(limits, view.getUint32(at + 8), view.getUint32(at + 12))) return null;
    hasData ||= name === 'IDAT' && length > 0;
    // One profile is all that a picture has; unpacking thousands of them would keep everybody waiting.
    const isSpare = name === 'iCCP' && hasProfile;
    hasProfile ||= name === 'iCCP';
    const part = keptChunks.has(name) ? bytes.subarray(at, end) : isSpare ? null : bareChunk(name, bytes.subarray(at + 8, end - 4));
    if (part) parts.push(part);
    if (name === 'IEND') return hasData ? { type: 'image/png', parts } : null;
    at = end;
  }
  return null;
}

/** Of the chunks that say more than the picture: its colours without the profile's words, and which way is up. */
function bareChunk(name: string, data: Uint8Array): Uint8Array | null {
  if (name === 'eXIf') {
    const turned = orientationIn(data) ?? 1;
    return turned > 1 ? chunk('eXIf', orientationData(turned)) : null;
  }
  const profile = name === 'iCCP' ? profileIn(data) : null;
  return profile && chunk('iCCP', joined([bytesOf('colours\0\0'), deflateSync(profile)]));
}

/** The profile behind its name, which ends with a zero, and the sign of its packing. */
function profileIn(data: Uint8Array): Uint8Array | null {
  const named = data.subarray(0, 80).indexOf(0);
  if (named < 1 || data[named + 1] !== 0) return null;
  try {
    return bareProfile(inflateSync(data.subarray(named + 2), { maxOutputLength: mostProfileBytes }));
  } catch {
    return null;
  }
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const whole = joined([new Uint8Array(4), bytesOf(name), data, new Uint8Array(4)]);
  viewOf(whole).setUint32(0, data.length);
  viewOf(whole).setUint32(whole.length - 4, crc32(whole.subarray(4, whole.length - 4)));
  return whole;
}
