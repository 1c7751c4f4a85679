/** What people may hand in, told by its bytes. */
export const fileKinds = ['PDF', 'DOCX', 'PPTX', 'XLSX', 'PNG', 'JPEG'] as const;
export type FileKind = (typeof fileKinds)[number];

export const mediaTypes: Readonly<Record<FileKind, string>> = {
  PDF: 'application/pdf',
  DOCX: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  PPTX: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  PNG: 'image/png',
  JPEG: 'image/jpeg',
};
const endings: Readonly<Record<string, FileKind>> = { pdf: 'PDF', docx: 'DOCX', pptx: 'PPTX', xlsx: 'XLSX', png: 'PNG', jpg: 'JPEG', jpeg: 'JPEG' };
/** For the file field of a form. */
export const acceptedEndings = Object.keys(endings).map((ending) => `.${ending}`).join(',');

/** Why a file is refused; each has a sentence. */
export type FileFault = 'EMPTY' | 'TOO_LARGE' | 'ENDING' | 'UNKNOWN' | 'ARCHIVE' | 'OLD_OFFICE' | 'MACRO' | 'PASSWORD' | 'POLYGLOT' | 'BOMB' | 'BROKEN' | 'MISMATCH';
export type Judged = { ok: true; kind: FileKind } | { ok: false; fault: FileFault };

/** The kind that a name's ending promises. */
export function kindOfEnding(ending: string): FileKind | undefined {
  return Object.hasOwn(endings, ending) ? endings[ending] : undefined;
}

export type Magic = 'PDF' | 'ZIP' | 'OLE' | 'PNG' | 'JPEG' | 'ARCHIVE' | 'HIDDEN_PDF' | null;

const startsWith = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
const archives = [[0x52, 0x61, 0x72, 0x21], [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], [0x1f, 0x8b], [0x42, 0x5a, 0x68], [0xfd, 0x37, 0x7a, 0x58, 0x5a], [0x50, 0x4b, 0x05, 0x06], [0x50, 0x4b, 0x07, 0x08]];

/** What the first bytes of a file say. Readers of PDF look for its mark anywhere in the first kilobyte, so one that does not stand at the very beginning hides something. */
export function magicOf(head: Uint8Array): Magic {
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'PDF';
  if (indexOfText(head.subarray(0, 1_024), '%PDF-') > 0) return 'HIDDEN_PDF';
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return 'ZIP';
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'OLE';
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'PNG';
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'JPEG';
  return archives.some((bytes) => startsWith(head, bytes)) ? 'ARCHIVE' : null;
}

/** Where a text of plain characters first stands in bytes; -1 when it does not. */
export function indexOfText(bytes: Uint8Array, text: string, from = 0): number {
  for (let at = from; at <= bytes.length - text.length; at += 1) {
    let same = 0;
    while (same < text.length && bytes[at + same] === text.charCodeAt(same)) same += 1;
    if (same === text.length) return at;
  }
  return -1;
}

/** Whether the end of a file that is no ZIP is one all the same: archives are read from their end, so both halves of such a file work. */
export function endsAsZip(tail: Uint8Array): boolean {
  return indexOfText(tail, 'PK\u0005\u0006') >= 0;
}

/** Whether a file whose beginning is that of its kind also ends like one. */
export function endFits(kind: 'PDF' | 'PNG' | 'JPEG', tail: Uint8Array): boolean {
  if (kind === 'PDF') return indexOfText(tail.subarray(-2_048), '%%EOF') >= 0;
  if (kind === 'PNG') return indexOfText(tail, 'IEND\u00ae\u0042\u0060\u0082') >= 0;
  for (let at = tail.length - 2; at >= 0; at -= 1) if (tail[at] === 0xff && tail[at + 1] === 0xd9) return true;
  return false;
}

/** One letter of a PDF name, plain or written as `#` and two hex digits. */
const letter = (sign: string) => `(?:${sign}|#${sign.charCodeAt(0).toString(16)})`;
const encryptKey = new RegExp(`/${[...'Encrypt'].map(letter).join('')}\\s*(?:\\d+\\s+\\d+\\s+R|<<)`, 'i');

/** Whether a piece of a PDF (as latin1 text) says that the document is encrypted. */
export function saysEncrypted(piece: string): boolean {
  return encryptKey.test(piece);
}
