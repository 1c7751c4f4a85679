/** Pictures without what cameras and programs write beside them: place, time, device, owner, comments, hidden previews. */

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** JFIF, colour profile and Adobe's colour transform are needed to show the picture; every other application segment and comment goes. */
const keptSegments = new Set([0xe0, 0xe2, 0xee]);

/** A JPEG with its picture and which way up it is, and nothing else: what was appended behind its end stays behind. @throws RangeError for what is none */
export function blindJpeg(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new RangeError('not a JPEG');
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [];
  let orientation = 1;
  for (let at = 2; at + 2 <= bytes.length; ) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0x00) break;
    if (marker === 0xd9) return join([bytes.subarray(0, 2), ...(orientation > 1 ? [orientationSegment(orientation)] : []), ...parts, bytes.subarray(at, at + 2)]);
    if (at + 4 > bytes.length) break;
    const segmentEnd = at + 2 + view.getUint16(at + 2);
    const end = marker === 0xda ? endOfScan(bytes, segmentEnd) : segmentEnd;
    if (end > bytes.length) break;
    const isApplication = marker >= 0xe0 && marker <= 0xef;
    if (marker === 0xe1) orientation = orientationIn(bytes.subarray(at + 4, end)) ?? orientation;
    if (marker !== 0xfe && (!isApplication || keptSegments.has(marker))) parts.push(bytes.subarray(at, end));
    at = end;
  }
  throw new RangeError('not a JPEG');
}

/** Where the packed data ends: inside it 0xff is always followed by zero or a restart mark. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length && (bytes[at] !== 0xff || bytes[at + 1] === 0x00 || ((bytes[at + 1] as number) >= 0xd0 && (bytes[at + 1] as number) <= 0xd7))) at += 1;
  return at;
}

function orientationIn(segment: Uint8Array): number | null {
  if (String.fromCharCode(...segment.subarray(0, 4)) !== 'Exif' || segment.length < 18) return null;
  const view = viewOf(segment.subarray(6));
  const little = view.getUint16(0) === 0x4949;
  const first = view.getUint32(4, little);
  if (first + 2 > view.byteLength) return null;
  const count = view.getUint16(first, little);
  for (let at = first + 2, index = 0; index < count && at + 12 <= view.byteLength; index += 1, at += 12) {
    const value = view.getUint16(at + 8, little);
    if (view.getUint16(at, little) === 0x0112) return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** Exif with one entry: which way up. */
function orientationSegment(orientation: number): Uint8Array {
  return Uint8Array.from([0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
}

const keptChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'iCCP', 'acTL', 'fcTL', 'fdAT']);
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A PNG with the chunks that its picture needs. @throws RangeError for what is none */
export function blindPng(bytes: Uint8Array): Uint8Array {
  if (!signature.every((value, at) => bytes[at] === value)) throw new RangeError('not a PNG');
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length) break;
    if (keptChunks.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return join(parts);
    at = end;
  }
  throw new RangeError('not a PNG');
}
