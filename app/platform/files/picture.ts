/** A picture without what is no picture, in the pieces that are written one after the other. */
export interface BarePicture {
  type: 'image/jpeg' | 'image/png' | 'image/webp';
  parts: readonly Uint8Array[];
}

/** How large a picture may unfold: a few bytes of one colour can become gigabytes in the browser of whoever looks at them. */
export interface PictureLimits {
  side: number;
  points: number;
}

/** For pictures that are only handed out to be kept. */
export const anySize: PictureLimits = { side: Number.POSITIVE_INFINITY, points: Number.POSITIVE_INFINITY };

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const textAt = (bytes: Uint8Array, from: number, length: number): string => String.fromCharCode(...bytes.subarray(from, from + length));
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
export const fits = ({ side, points }: PictureLimits, width: number, height: number): boolean => width > 0 && height > 0 && width <= side && height <= side && width * height <= points;

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Pictures come in hundreds of pieces, large ones in one for each few thousand bytes; a million of four bytes each would take the memory and the time of the server. */
export const mostPieces = (bytes: Uint8Array): number => Math.max(10_000, Math.ceil(bytes.length / 512));
