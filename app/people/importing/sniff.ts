import type { FaultKey } from '../rules/import-faults.ts';

export type FileKind = { kind: 'zip' } | { kind: 'text' } | { kind: 'refused'; key: FaultKey };

const startsWith = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

/** Says what a file really is by its first bytes; the name only matters where it lies. */
export function sniffFile(fileName: string, bytes: Buffer): FileKind {
  const refused = (key: FaultKey): FileKind => ({ kind: 'refused', key });
  const extension = /\.([a-z0-9]+)$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';
  if (bytes.length === 0) return refused('file.empty');
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return extension === 'xlsm' || extension === 'xltm' ? refused('file.macros') : { kind: 'zip' };
  // An encrypted .xlsx is an old-style container that names its stream in UTF-16.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'file.encrypted' : 'file.legacy-xls');
  if (isBinary(bytes)) return refused('file.other');
  const opening = bytes.subarray(0, 2_000).toString('latin1').replace(/\0/g, '').replace(/^[\u00ff\u00fe\u00ef\u00bb\u00bf\s]+/, '').toLowerCase();
  if (/^(<!doctype|<html|<\?xml|<table|<meta|<head|<style|<body|mime-version:)/.test(opening)) return refused('file.html');
  return extension.startsWith('xls') ? refused('file.text-as-xlsx') : { kind: 'text' };
}

/** Known binary kinds, and anything with many control bytes that is not UTF-16. */
function isBinary(bytes: Buffer): boolean {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46) || startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff) || startsWith(bytes, 0x1f, 0x8b)) return true;
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return false;
  const sample = bytes.subarray(0, 8_000);
  let controls = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1;
  return controls > sample.length / 50;
}
