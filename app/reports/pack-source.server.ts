import { createReadStream } from 'node:fs';
import { lstat, open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { directoryOf, directoryPlace, endLength, endOfFiles, localHead, readDirectory, type PlacedEntry } from '../platform/plain-zip.ts';
import { plainName, type PackFault } from './rules/pack.ts';

/** Files of a pack, from a zip or from the folder into which it was unpacked. */
export interface PackSource {
  sizes: ReadonlyMap<string, number>;
  read(name: string): AsyncIterable<Buffer>;
}

/** More than this is no directory of a pack: fifty short names. */
const mostDirectoryBytes = 10_000;

/** Opens a pack; what cannot be one, or was not written by this program, is a fault. @throws when the path cannot be read */
export async function openPack(path: string): Promise<{ source: PackSource; close(): Promise<void> } | { faults: PackFault[] }> {
  const stat = await lstat(path);
  if (stat.isDirectory()) return openFolder(path);
  const file = await open(path, 'r');
  let source: PackSource | null = null;
  try {
    const opened = await openZip(file, (await file.stat()).size);
    if ('faults' in opened) return opened;
    source = opened;
    return { source, close: () => file.close() };
  } finally {
    if (!source) await file.close();
  }
}

async function openFolder(path: string) {
  const faults: PackFault[] = [];
  const sizes = new Map<string, number>();
  for (const name of (await readdir(path)).toSorted()) {
    // No links, no folders: what is read must lie here.
    const stat = await lstat(join(path, name));
    if (!stat.isFile() || !plainName.test(name)) faults.push({ why: 'EXTRA', name });
    else sizes.set(name, stat.size);
  }
  if (faults.length > 0) return { faults };
  return { source: { sizes, read: (name: string) => createReadStream(join(path, name)) as AsyncIterable<Buffer> }, close: async () => undefined };
}

async function openZip(file: FileHandle, size: number): Promise<PackSource | { faults: PackFault[] }> {
  const wrong = (why: PackFault['why'], name?: string) => ({ faults: [{ why, ...(name === undefined ? {} : { name }) }] });
  const place = directoryPlace(await bytesOf(file, size - endLength, endLength));
  if (!place || place.length > mostDirectoryBytes || place.at + place.length + endLength !== size) return wrong('NO_PACK');
  const directory = await bytesOf(file, place.at, place.length + endLength);
  const listed = readDirectory(directory, place.count);
  if (!listed) return wrong('NO_PACK');
  const { entries, isPacked } = listed;
  if (isPacked) return wrong('PACKED');
  const odd = entries.find(({ name }) => !plainName.test(name));
  if (odd) return wrong('NAME', odd.name);
  const twice = entries.find(({ name }, at) => entries.findIndex((other) => other.name === name) !== at);
  if (twice) return wrong('TWICE', twice.name);
  if (!isSeamless(entries) || endOfFiles(entries) !== place.at || !directoryOf(entries).equals(directory)) return wrong('CONTAINER');
  for (const entry of entries) if (!(await isAsListed(file, entry))) return wrong('CONTAINER', entry.name);
  return sourceOf(file, entries);
}

/** One file begins where the one before ends: no byte of the zip belongs to nothing, none to two. */
function isSeamless(entries: readonly PlacedEntry[]): boolean {
  let next = 0;
  return entries.every((entry) => {
    const fits = entry.at === next;
    next = entry.at + localHead(entry).length + entry.bytes;
    return fits;
  });
}

async function isAsListed(file: FileHandle, entry: PlacedEntry): Promise<boolean> {
  const head = localHead(entry);
  if (!(await bytesOf(file, entry.at, head.length)).equals(head)) return false;
  let crc = 0;
  for await (const chunk of pieces(file, entry.at + head.length, entry.bytes)) crc = crc32(chunk, crc);
  return crc === entry.crc;
}

function sourceOf(file: FileHandle, entries: readonly PlacedEntry[]): PackSource {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    sizes: new Map(entries.map(({ name, bytes }) => [name, bytes])),
    read(name) {
      const entry = byName.get(name);
      return entry ? pieces(file, entry.at + localHead(entry).length, entry.bytes) : pieces(file, 0, 0);
    },
  };
}

async function* pieces(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  const most = 1_000_000;
  for (let done = 0; done < length; done += most) yield bytesOf(file, from + done, Math.min(most, length - done));
}

/** So many bytes from a place; fewer where the file ends. */
async function bytesOf(file: FileHandle, from: number, length: number): Promise<Buffer> {
  if (from < 0 || length <= 0) return Buffer.alloc(0);
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, from);
  return buffer.subarray(0, bytesRead);
}
