import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { endFits, endsAsZip, magicOf, saysEncrypted, type FileFault, type Judged } from './file-kind.ts';
import { contentTypesName, judgeOffice, mostContentTypes } from './office-kind.ts';
import { readZipDirectory, readZipEnd, type ZipMember } from './zip-directory.ts';

const tailBytes = 66_000;
const mostDirectoryBytes = 4_000_000;
const refused = (fault: FileFault): Judged => ({ ok: false, fault });

/** Says what a file on the disk is, by its bytes alone, or why it is not taken. Nothing of it is run or unpacked but the list of content types of an Office file. */
export async function inspectFile(path: string): Promise<Judged> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return refused('EMPTY');
    const head = await readAt(file, 0, Math.min(size, 4_096));
    const tail = await readAt(file, Math.max(0, size - tailBytes), Math.min(size, tailBytes));
    switch (magicOf(head)) {
      case 'PDF':
      case 'PNG':
      case 'JPEG':
        return await inspectPlain(path, magicOf(head) as 'PDF' | 'PNG' | 'JPEG', tail);
      case 'ZIP':
        return await inspectZip(file, tail, size);
      case 'OLE':
        return refused(await holdsText(path, 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0') ? 'PASSWORD' : 'OLD_OFFICE');
      case 'HIDDEN_PDF':
        return refused('POLYGLOT');
      case 'ARCHIVE':
        return refused('ARCHIVE');
      case null:
        return refused('UNKNOWN');
    }
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

async function inspectPlain(path: string, kind: 'PDF' | 'PNG' | 'JPEG', tail: Buffer): Promise<Judged> {
  if (endsAsZip(tail)) return refused('POLYGLOT');
  if (!endFits(kind, tail)) return refused('BROKEN');
  if (kind === 'PDF' && (await anyPiece(path, saysEncrypted))) return refused('PASSWORD');
  return { ok: true, kind };
}

async function inspectZip(file: FileHandle, tail: Buffer, size: number): Promise<Judged> {
  const end = readZipEnd(tail, size);
  if (!end.ok) return refused(end.fault);
  if (end.value.directoryBytes > mostDirectoryBytes) return refused('BOMB');
  const members = readZipDirectory(await readAt(file, end.value.directoryAt, end.value.directoryBytes), end.value);
  if (!members.ok) return refused(members.fault);
  const types = members.value.find(({ name }) => name === contentTypesName);
  const text = types ? await unpack(file, types) : null;
  return types && text === null ? refused('BROKEN') : judgeOffice(members.value, text);
}

/** The text of one small member; null when it cannot be read or is longer than its kind ever is. */
async function unpack(file: FileHandle, member: ZipMember): Promise<string | null> {
  if (member.compressed > mostContentTypes || member.size > mostContentTypes) return null;
  const local = await readAt(file, member.offset, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50) return null;
  const bytes = await readAt(file, member.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), member.compressed);
  try {
    const plain = member.method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: mostContentTypes });
    return textOf(plain);
  } catch {
    return null;
  }
}

/** XML may come in UTF-16 as well. */
function textOf(bytes: Buffer): string {
  const [first, second] = [bytes[0], bytes[1]];
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return new TextDecoder(first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8').decode(bytes);
}

const overlap = 256;

/** Whether any piece of a file, each with the end of the one before it, fits. */
async function anyPiece(path: string, fits: (piece: string) => boolean): Promise<boolean> {
  let before = '';
  for await (const bytes of createReadStream(path)) {
    const piece = before + (bytes as Buffer).toString('latin1');
    if (fits(piece)) return true;
    before = piece.slice(-overlap);
  }
  return false;
}

function holdsText(path: string, text: string): Promise<boolean> {
  return anyPiece(path, (piece) => piece.includes(text));
}
