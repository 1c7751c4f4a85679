/** Reads a ZIP's own directory, as far as judging an Office file needs it. Whatever such files never have is refused: archives inside other files, overlaps, absolute paths. */

export interface ZipMember {
  name: string;
  method: number;
  compressed: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
  isEncrypted: boolean;
}
export interface ZipEnd {
  directoryAt: number;
  directoryBytes: number;
  count: number;
}
export type ZipFault = 'BROKEN' | 'POLYGLOT' | 'BOMB' | 'PASSWORD';
type Read<Out> = { ok: true; value: Out } | { ok: false; fault: ZipFault };

const fault = (why: ZipFault) => ({ ok: false as const, fault: why });
const endBytes = 22;
export const mostMembers = 10_000;
const mostUnpacked = 400_000_000;
/** From here on a text that is packed more than so many times is none that people wrote. */
const suspectFrom = 20_000_000;
const mostRatio = 200;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The end record of a file of `size` bytes, from its last bytes. It stands at the very end, and the directory right before it. */
export function readZipEnd(tail: Uint8Array, size: number): Read<ZipEnd> {
  const at = tail.length - endBytes;
  if (at < 0) return fault('BROKEN');
  const view = viewOf(tail);
  if (view.getUint32(at, true) !== 0x06054b50) return fault(hasEarlierEnd(tail) ? 'POLYGLOT' : 'BROKEN');
  const [disk, count, directoryBytes, directoryAt, comment] = [view.getUint32(at + 4, true), view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true), view.getUint16(at + 20, true)];
  if (disk !== 0 || comment !== 0 || view.getUint16(at + 8, true) !== count) return fault('BROKEN');
  // Bytes between the parts, or before the first one, belong to somebody else.
  if (directoryAt + directoryBytes !== size - endBytes) return fault('POLYGLOT');
  if (count === 0 || count > mostMembers) return fault(count === 0 ? 'BROKEN' : 'BOMB');
  return { ok: true, value: { directoryAt, directoryBytes, count } };
}

function hasEarlierEnd(tail: Uint8Array): boolean {
  const view = viewOf(tail);
  for (let at = tail.length - endBytes; at >= 0; at -= 1) if (view.getUint32(at, true) === 0x06054b50) return true;
  return false;
}

/** The members that a directory lists. */
export function readZipDirectory(directory: Uint8Array, { count, directoryAt }: ZipEnd): Read<ZipMember[]> {
  const view = viewOf(directory);
  const members: ZipMember[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || view.getUint32(at, true) !== 0x02014b50) return fault('BROKEN');
    const [nameBytes, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const end = at + 46 + nameBytes + extra + comment;
    if (end > directory.length) return fault('BROKEN');
    const name = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameBytes));
    members.push({ name, method: view.getUint16(at + 10, true), compressed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true), isEncrypted: (view.getUint16(at + 8, true) & 0x41) !== 0 });
    at = end;
  }
  if (at !== directory.length) return fault('BROKEN');
  return judgeMembers(members, directoryAt);
}

function judgeMembers(members: ZipMember[], directoryAt: number): Read<ZipMember[]> {
  if (members.some(({ isEncrypted }) => isEncrypted)) return fault('PASSWORD');
  if (members.some(({ name, method }) => isBadPath(name) || (method !== 0 && method !== 8))) return fault('BROKEN');
  if (new Set(members.map(({ name }) => name.toLowerCase())).size !== members.length) return fault('BROKEN');
  const byPlace = members.toSorted((a, b) => a.offset - b.offset);
  if (byPlace[0]?.offset !== 0) return fault('POLYGLOT');
  // Members that lie over each other are how a small file unpacks to petabytes.
  for (const [index, { offset, compressed, name }] of byPlace.entries()) if (offset + 30 + name.length + compressed > (byPlace[index + 1]?.offset ?? directoryAt)) return fault('BOMB');
  const [unpacked, packed] = [sum(members.map(({ size }) => size)), sum(members.map(({ compressed }) => compressed))];
  if (unpacked > mostUnpacked || (unpacked > suspectFrom && unpacked > packed * mostRatio)) return fault('BOMB');
  return { ok: true, value: members };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const isBadPath = (name: string) => name === '' || /^[\\/]|^[a-z]:|\\|\0/i.test(name) || name.split('/').includes('..');
