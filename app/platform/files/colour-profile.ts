import { bytesOf, joined, textAt, viewOf } from './picture.ts';

/** What turns numbers into colours. Everything else in a profile are words: names of devices, their makers and owners, when and how it was measured. */
const colourTags = new Set(['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'kTRC', 'wtpt', 'bkpt', 'chad', 'lumi', 'cicp', 'gamt', 'A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2', 'D2B0', 'D2B1', 'D2B2', 'D2B3', 'B2D0', 'B2D1', 'B2D2', 'B2D3']);
const [headBytes, entryBytes, mostTags] = [128, 12, 100];
/** Larger than profiles of printing presses. */
export const mostProfileBytes = 4_000_000;

interface Tag {
  name: string;
  data: Uint8Array;
  /** Tags of one place share their data. */
  place: string;
}

/** An ICC profile with the same colours and without its words, or null for what is none. */
export function bareProfile(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < headBytes + 4 || bytes.length > mostProfileBytes || textAt(bytes, 36, 4) !== 'acsp') return null;
  const size = viewOf(bytes).getUint32(0);
  if (size > bytes.length || size < headBytes + 4) return null;
  const tags = colourTagsOf(bytes.subarray(0, size));
  return tags === null || tags.length === 0 ? null : profileOf(bareHead(bytes), [...namelessTags(bytes[8] ?? 0), ...tags]);
}

function colourTagsOf(bytes: Uint8Array): Tag[] | null {
  const view = viewOf(bytes);
  const count = view.getUint32(headBytes);
  if (count > mostTags || headBytes + 4 + count * entryBytes > bytes.length) return null;
  const tags: Tag[] = [];
  for (let at = headBytes + 4; at < headBytes + 4 + count * entryBytes; at += entryBytes) {
    const [name, from, length] = [textAt(bytes, at, 4), view.getUint32(at + 4), view.getUint32(at + 8)];
    if (from + length > bytes.length) return null;
    if (colourTags.has(name) && !tags.some((tag) => tag.name === name)) tags.push({ name, data: bytes.subarray(from, from + length), place: `${from} ${length}` });
  }
  const pieces = new Map(tags.map(({ place, data }) => [place, data.length]));
  // Names may share data; data that overlap otherwise would unfold to many times the profile.
  return [...pieces.values()].reduce((sum, length) => sum + length, 0) > bytes.length ? null : tags;
}

/** The head says how to read the colours; who made the profile, on what and when, is nobody's business. */
function bareHead(bytes: Uint8Array): Uint8Array {
  const head = bytes.slice(0, headBytes);
  for (const [from, to] of [[4, 8], [24, 36], [40, 44], [48, 56], [80, headBytes]] as const) head.fill(0, from, to);
  head.set([0x07, 0xd0, 0, 1, 0, 1], 24);
  return head;
}

/** A description and a note of rights must stand in every profile; these say nothing. */
function namelessTags(version: number): Tag[] {
  const words = 'colours';
  const text = joined([bytesOf('text\0\0\0\0'), bytesOf(`${words}\0`)]);
  if (version < 4) return [{ name: 'desc', place: 'desc', data: joined([bytesOf('desc\0\0\0\0'), new Uint8Array([0, 0, 0, words.length + 1]), bytesOf(`${words}\0`), new Uint8Array(78)]) }, { name: 'cprt', place: 'cprt', data: text }];
  const wide = bytesOf([...words].map((letter) => `\0${letter}`).join(''));
  const both = joined([bytesOf('mluc\0\0\0\0'), new Uint8Array([0, 0, 0, 1, 0, 0, 0, 12]), bytesOf('enUS'), new Uint8Array([0, 0, 0, wide.length, 0, 0, 0, 28]), wide]);
  return [{ name: 'desc', place: 'words', data: both }, { name: 'cprt', place: 'words', data: both }];
}

function profileOf(head: Uint8Array, tags: readonly Tag[]): Uint8Array {
  const table = new Uint8Array(4 + tags.length * entryBytes);
  viewOf(table).setUint32(0, tags.length);
  const [parts, places] = [[] as Uint8Array[], new Map<string, number>()];
  let end = headBytes + table.length;
  for (const [index, { name, data, place }] of tags.entries()) {
    const [entry, from] = [4 + index * entryBytes, places.get(place) ?? end];
    table.set(bytesOf(name), entry);
    viewOf(table).setUint32(entry + 4, from);
    viewOf(table).setUint32(entry + 8, data.length);
    if (from < end) continue;
    places.set(place, from);
    const padded = new Uint8Array(Math.ceil(data.length / 4) * 4);
    padded.set(data);
    parts.push(padded);
    end += padded.length;
  }
  const whole = joined([head, table, ...parts]);
  viewOf(whole).setUint32(0, whole.length);
  return whole;
}
