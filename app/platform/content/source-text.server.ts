import { readFileSync, statSync } from 'node:fs';
import { fileReasons as reasons } from './reasons.ts';
import type { Problems } from './problems.ts';

export const largestYaml = 400_000;

/**
 * Reads one content file as text with Unix line ends and without a byte-order mark, so that the same words have the same hash on every machine.
 * @returns null when the file cannot be used at all
 */
export function readSource(path: string, file: string, largest: number, problems: Problems): string | null {
  const { size } = statSync(path);
  if (size > largest) {
    problems.error(file, 1, reasons.both('file.too-large', { size: Math.round(size / 1000), max: Math.round(largest / 1000) }));
    return null;
  }
  try {
    const raw = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    return cleanSource(raw, file, problems);
  } catch {
    problems.error(file, 1, reasons.both('file.not-utf8'));
    return null;
  }
}

/** What a Windows editor leaves behind is mended and mentioned; broken letters and hidden characters are errors. */
export function cleanSource(raw: string, file: string, problems: Problems): string {
  if (raw.startsWith('\uFEFF')) problems.warn(file, 1, reasons.both('file.bom'));
  const firstReturn = raw.indexOf('\r');
  if (firstReturn >= 0) problems.warn(file, lineAt(raw, firstReturn), reasons.both('file.crlf'));
  const text = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  text.split('\n').forEach((line, at) => {
    if (line !== line.normalize('NFC')) problems.error(file, at + 1, reasons.both('file.not-nfc', { word: decomposedWord(line) }));
    const hidden = hiddenCharacters.exec(line)?.[0];
    if (hidden) problems.error(file, at + 1, reasons.both('file.invisible', { code: `U+${hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''}` }));
  });
  return text;
}

/** Zero-width, soft hyphen, bidi controls and control characters other than tab. */
const hiddenCharacters = /[\u0000-\u0008\u000B-\u001F\u007F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;

function decomposedWord(line: string): string {
  return line.split(/\s+/).find((word) => word !== word.normalize('NFC')) ?? '';
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
