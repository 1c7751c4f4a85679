import { errorIn, warningIn, type Fault } from '../rules/import-faults.ts';

export type Decoded = { ok: true; text: string; notes: Fault[] } | { ok: false; fault: Fault };

/**
 * Decodes a text file: by its byte-order mark, else as UTF-8 when it is valid, else as Windows-1258, the code page of Vietnamese Windows.
 * When even that gives signs that no Vietnamese text has (old fonts such as TCVN3), the file is refused instead of being imported as rubbish.
 */
export function decodeText(bytes: Buffer): Decoded {
  const marked = byMark(bytes);
  if (marked) return decode(bytes, marked);
  const utf8 = decode(bytes, 'utf-8');
  if (utf8.ok) return utf8;
  const text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  return looksVietnamese(text) ? { ok: true, text, notes: [warningIn(undefined, 'note.windows-1258')] } : { ok: false, fault: errorIn(undefined, 'file.encoding') };
}

function byMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
}

function decode(bytes: Buffer, encoding: string): Decoded {
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes), notes: [] };
  } catch {
    return { ok: false, fault: errorIn(undefined, 'file.encoding') };
  }
}

const vietnamese = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ–—‘’“”…₫\u00a0]|\p{M}/iu;
/** Letters that the code page has but that only other languages, or text in an old font, use. */
const tolerated = 0.1;

function looksVietnamese(text: string): boolean {
  let [foreign, marked] = [0, 0];
  for (const letter of text) {
    if (letter < '\u0080') continue;
    marked += 1;
    if (!vietnamese.test(letter)) foreign += 1;
  }
  return marked > 0 && foreign / marked <= tolerated;
}
