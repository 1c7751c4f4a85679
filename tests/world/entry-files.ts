import { crc32, deflateRawSync } from 'node:zlib';

/** Small files of the kinds that entries take, and of those that they refuse. */

export interface Member {
  name: string;
  text: string | Buffer;
  isPacked?: boolean;
  /** What the directory says, when it lies. */
  size?: number;
  compressed?: number;
  offset?: number;
  flags?: number;
}

/** A ZIP made by hand, so that it can be wrong in any way. */
export function zipOf(members: readonly Member[], { comment = '', before = Buffer.alloc(0), after = Buffer.alloc(0) }: { comment?: string; before?: Buffer; after?: Buffer } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, text, isPacked = false, size, compressed, offset, flags = 0x800 } of members) {
    const [plain, title] = [Buffer.from(text as string), Buffer.from(name)];
    const packed = isPacked ? deflateRawSync(plain) : plain;
    const facts = Buffer.alloc(26);
    for (const [place, value] of [[0, 20], [2, flags], [4, isPacked ? 8 : 0]] as const) facts.writeUInt16LE(value, place);
    facts.writeUInt32LE(crc32(plain), 10);
    facts.writeUInt32LE(compressed ?? packed.length, 14);
    facts.writeUInt32LE(size ?? plain.length, 18);
    facts.writeUInt16LE(title.length, 22);
    locals.push(Buffer.from('PK\x03\x04'), facts, title, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset ?? at, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), facts, tail, title);
    at += 30 + title.length + packed.length;
  }
  const [head, list] = [Buffer.concat(locals), Buffer.concat(directory)];
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  for (const place of [8, 10]) end.writeUInt16LE(members.length, place);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(head.length, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([before, head, list, end, Buffer.from(comment), after]);
}

const mains = { docx: ['word/document.xml', 'wordprocessingml.document'], pptx: ['ppt/presentation.xml', 'presentationml.presentation'], xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet'] } as const;
export type OfficeEnding = keyof typeof mains;

/** The members of an Office file. */
export function officeMembers(ending: OfficeEnding, { type, more = [] }: { type?: string; more?: Member[] } = {}): Member[] {
  const [part, kind] = mains[ending];
  const types = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${part}" ContentType="${type ?? `application/vnd.openxmlformats-officedocument.${kind}.main+xml`}"/></Types>`;
  return [{ name: '[Content_Types].xml', text: types, isPacked: true }, { name: '_rels/.rels', text: '<Relationships/>' }, { name: part, text: '<document>Thuyết minh</document>', isPacked: true }, ...more];
}

export const office = (ending: OfficeEnding): Buffer => zipOf(officeMembers(ending));

/** A PDF of one empty page. */
export function pdf(trailer = ''): Buffer {
  return Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\nxref\n0 3\ntrailer\n<< /Size 3 /Root 1 0 R ${trailer} >>\nstartxref\n9\n%%EOF\n`, 'latin1');
}

/** An Office file behind a password: a compound file that holds the encrypted package. */
export function lockedOffice(): Buffer {
  return Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(1_000), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(500)]);
}

/** An old Word file. */
export function oldOffice(): Buffer {
  return Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(1_000), Buffer.from('WordDocument', 'utf16le')]);
}
