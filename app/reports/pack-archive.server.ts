import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { directoryOf, localHead, placed } from '../platform/plain-zip.ts';
import { rowCounter, type PackFile } from './rules/pack.ts';

/** A file on its way into a pack. */
export interface WrittenFile extends PackFile {
  crc: number;
}

/** Writes one file of a pack piece by piece and measures it on the way; `rows` only for tables. */
export async function writePackFile(folder: string, name: string, pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>, isTable: boolean): Promise<WrittenFile> {
  const hash = createHash('sha256');
  const counter = rowCounter();
  let [bytes, crc] = [0, 0];
  await using file = await open(join(folder, name), 'wx');
  for await (const piece of pieces) {
    const chunk = Buffer.from(piece as Uint8Array);
    hash.update(chunk);
    crc = crc32(chunk, crc);
    bytes += chunk.length;
    if (isTable) counter.pass(chunk);
    await writeAll(file, chunk);
  }
  return { name, bytes, sha256: hash.digest('hex'), rows: isTable ? counter.rows() : null, crc };
}

/** Joins files of a folder into one zip. @returns its size and hash */
export async function writePackZip(folder: string, files: readonly WrittenFile[], path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await using zip = await open(path, 'wx');
  const put = async (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
    await writeAll(zip, chunk);
  };
  const entries = placed(files);
  for (const entry of entries) {
    await put(localHead(entry));
    for await (const chunk of createReadStream(join(folder, entry.name))) await put(chunk as Buffer);
  }
  await put(directoryOf(entries));
  await zip.sync();
  return { bytes, sha256: hash.digest('hex') };
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}
