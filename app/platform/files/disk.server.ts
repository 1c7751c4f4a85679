import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { platformMessages } from '../messages.ts';

/** Ids of ours; nothing else becomes a part of a path. */
export const safeId = /^[\w-]{1,60}$/;

/** How many bytes of a file have arrived. */
export async function bytesOnDisk(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

export async function removeFromDisk(path: string): Promise<void> {
  await rm(path, { force: true });
}

export interface Written {
  bytes: number;
  sha256: string;
  /** More came than fits; the rest was not kept. */
  isTooLong: boolean;
}

/**
 * Writes pieces to a file from an offset on, as they arrive; never more than `room` bytes. What came before the line broke stays, so that the upload can go on from there.
 * The hash is that of the pieces.
 * @throws AppError unavailable when the disk is full
 */
export async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>, place: { offset: number; room: number }): Promise<Written> {
  try {
    return await writeAll(path, pieces, place);
  } catch (error) {
    if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '')) throw new AppError('unavailable', platformMessages.both('error.disk'), { cause: error });
    throw error;
  }
}

async function writeAll(path: string, pieces: AsyncIterable<Uint8Array>, { offset, room }: { offset: number; room: number }): Promise<Written> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  let isTooLong = false;
  try {
    for await (const piece of pieces) {
      isTooLong ||= bytes + piece.length > room;
      if (isTooLong) continue;
      await writeWhole(file, piece, offset + bytes);
      hash.update(piece);
      bytes += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex'), isTooLong };
}

/** A disk that is nearly full takes a part of what it is given, and says so only to the next who writes. */
async function writeWhole(file: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.length; ) done += (await file.write(piece, done, piece.length - done, at + done)).bytesWritten;
}

/** The hash of a whole file. */
export async function hashOnDisk(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
