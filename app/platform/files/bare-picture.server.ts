import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { bareJpeg } from './bare-jpeg.ts';
import { barePng } from './bare-png.server.ts';
import { bareWebp } from './bare-webp.ts';
import { writePieces, type Written } from './disk.server.ts';
import type { FileKind } from './file-kind.ts';
import { anySize, type BarePicture, type PictureLimits } from './picture.ts';

/**
 * What a picture really is, and the picture without everything that is not picture: where, when and with which phone it was taken, comments, previews, and whatever
 * somebody hung behind its end. It stays the right way up and keeps its colours. Pure reading of bytes: nothing is decoded.
 * @returns null for anything that is no whole picture
 */
export function barePicture(bytes: Uint8Array, limits: PictureLimits = anySize): BarePicture | null {
  try {
    return bareJpeg(bytes, limits) ?? barePng(bytes, limits) ?? bareWebp(bytes, limits);
  } catch (error) {
    // Lengths that lead beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Leaves of an uploaded picture only the picture; other files stay as they came. @returns what lies there now, never more than `room`; null for what is no whole picture */
export async function keepBare(path: string, kind: FileKind, { written, room }: { written: Written; room: number }): Promise<Written | null> {
  if (kind !== 'JPEG' && kind !== 'PNG') return written;
  const picture = barePicture(await readFile(path));
  return picture && writePieces(path, Readable.from(picture.parts) as AsyncIterable<Uint8Array>, { offset: 0, room });
}
