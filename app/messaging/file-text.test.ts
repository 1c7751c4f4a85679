import { describe, expect, it } from 'vitest';
import { textOfFile } from './file-text.server.ts';

const file = (...parts: (string | Uint8Array)[]) => new File(parts as BlobPart[], 'a.csv', { type: 'text/csv' });

describe('the text of a file that somebody chose', () => {
  it.each<[string, File | undefined, string | null]>([
    ['none', undefined, ''],
    ['an empty one', file(), ''],
    ['plain words', file('Tên;Loại\r\nĐài;Loa'), 'Tên;Loại\r\nĐài;Loa'],
    ['words with the mark that Excel writes', file('\ufeffTên'), 'Tên'],
    ['words of another alphabet', file(Buffer.from('Đài', 'utf16le')), null],
    ['words as Windows wrote them here once', file(new Uint8Array([0x54, 0xea, 0x6e])), null],
    ['a letter that is cut in half', file(Buffer.from('Đài').subarray(0, 1)), null],
    ['a picture', file(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])), null],
    ['a sheet that was not saved as text', file(Buffer.from('PK\x03\x04\x14\0\0\0')), null],
    ['words with a zero in between', file('a\0b'), null],
  ])('%s', async (_what, given, expected) => expect(await textOfFile(given)).toBe(expected));
});
