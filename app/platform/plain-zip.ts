/** A file inside a plain zip. */
export interface PlainEntry {
  name: string;
  crc: number;
  bytes: number;
}
/** An entry with the place of its header. */
export interface PlacedEntry extends PlainEntry {
  at: number;
}

/*
 * A zip that can be written in one way only: nothing packed, no extra fields, no comments, one fixed date, files one after the other. Two of the same content have the
 * same bytes, so a reader who writes the heads anew finds every byte that was changed; with packed content many different bytes would unpack to the same.
 */
const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
/** 01/01/1980 00:00, where the calendar of zips begins. */
const firstDate = 0x0021;
const version = 20;
export const endLength = 22;
const centralLength = 46;
/** Offsets and sizes have 32 bits, the number of entries 16. */
export const mostBytes = 0xffff_ffff;

/** The head in front of a file's bytes. */
export function localHead({ name, crc, bytes }: PlainEntry): Buffer {
  const text = Buffer.from(name, 'latin1');
  const head = Buffer.alloc(30);
  head.writeUInt32LE(signature.local, 0);
  head.writeUInt16LE(version, 4);
  writeFacts(head, 6, { crc, bytes, nameLength: text.length });
  return Buffer.concat([head, text]);
}

/** The directory behind the last file, with the end of the zip. */
export function directoryOf(entries: readonly PlacedEntry[]): Buffer {
  const heads = entries.map(({ name, crc, bytes, at }) => {
    const text = Buffer.from(name, 'latin1');
    const head = Buffer.alloc(centralLength);
    head.writeUInt32LE(signature.central, 0);
    head.writeUInt16LE(version, 4);
    head.writeUInt16LE(version, 6);
    writeFacts(head, 8, { crc, bytes, nameLength: text.length });
    head.writeUInt32LE(at, 42);
    return Buffer.concat([head, text]);
  });
  const length = heads.reduce((sum, head) => sum + head.length, 0);
  const end = Buffer.alloc(endLength);
  end.writeUInt32LE(signature.end, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(endOfFiles(entries), 16);
  return Buffer.concat([...heads, end]);
}

/** The entries with their places, one behind the other. @throws RangeError when a zip cannot be that large */
export function placed(entries: readonly PlainEntry[]): PlacedEntry[] {
  let at = 0;
  const list = entries.map((entry) => {
    const here = { ...entry, at };
    at += localHead(entry).length + entry.bytes;
    return here;
  });
  if (at > mostBytes) throw new RangeError(`A zip cannot hold ${at} bytes.`);
  return list;
}

export const endOfFiles = (entries: readonly PlacedEntry[]): number => entries.reduce((sum, entry) => Math.max(sum, entry.at + localHead(entry).length + entry.bytes), 0);

/** From the general flags on, local and central heads say the same. */
function writeFacts(head: Buffer, at: number, { crc, bytes, nameLength }: { crc: number; bytes: number; nameLength: number }): void {
  head.writeUInt16LE(firstDate, at + 6);
  head.writeUInt32LE(crc, at + 8);
  head.writeUInt32LE(bytes, at + 12);
  head.writeUInt32LE(bytes, at + 16);
  head.writeUInt16LE(nameLength, at + 20);
}

/** Where the directory of a zip without a comment begins, by its last 22 bytes; null when they are no end of one. */
export function directoryPlace(end: Buffer): { at: number; length: number; count: number } | null {
  if (end.length !== endLength || end.readUInt32LE(0) !== signature.end) return null;
  return { at: end.readUInt32LE(16), length: end.readUInt32LE(12), count: end.readUInt16LE(10) };
}

/** Reads the heads of a directory, of any zip; what it says is not trusted yet. */
export function readDirectory(bytes: Buffer, count: number): { entries: PlacedEntry[]; isPacked: boolean } | null {
  const entries: PlacedEntry[] = [];
  let [at, isPacked] = [0, false];
  for (let index = 0; index < count; index += 1) {
    if (at + centralLength > bytes.length || bytes.readUInt32LE(at) !== signature.central) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    const size = bytes.readUInt32LE(at + 24);
    // Encrypted, packed, or of two sizes.
    if ((bytes.readUInt16LE(at + 8) & 1) === 1 || bytes.readUInt16LE(at + 10) !== 0 || bytes.readUInt32LE(at + 20) !== size) isPacked = true;
    entries.push({ name: bytes.toString('latin1', at + centralLength, at + centralLength + nameLength), crc: bytes.readUInt32LE(at + 16), bytes: size, at: bytes.readUInt32LE(at + 42) });
    at += centralLength + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { entries, isPacked };
}
