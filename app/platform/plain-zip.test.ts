import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../tests/support/spreadsheet.ts';
import { directoryOf, directoryPlace, endLength, endOfFiles, localHead, mostBytes, placed, readDirectory } from './plain-zip.ts';

const write = (files: readonly [name: string, content: Buffer][]) => {
  const entries = placed(files.map(([name, content]) => ({ name, crc: crc32(content), bytes: content.length })));
  return { entries, zip: Buffer.concat([...entries.flatMap((entry, at) => [localHead(entry), files[at]?.[1] ?? Buffer.alloc(0)]), directoryOf(entries)]) };
};

describe('a plain zip', () => {
  it('is opened by another program with what was put in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,8}\.csv$/), fc.uint8Array({ maxLength: 300 })), { selector: ([name]) => name, maxLength: 6 }), (files) => {
        const { zip } = write(files.map(([name, bytes]) => [name, Buffer.from(bytes)]));
        expect(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, [...bytes]])).toEqual(files.map(([name, bytes]) => [name, [...bytes]]));
      }),
    );
  });

  it('is written in one way, and its directory is read back as it was', () => {
    const { entries, zip } = write([['a.csv', Buffer.from('một')], ['b.csv', Buffer.alloc(0)]]);
    expect(write([['a.csv', Buffer.from('một')], ['b.csv', Buffer.alloc(0)]]).zip.equals(zip)).toBe(true);
    const place = directoryPlace(zip.subarray(zip.length - endLength));
    expect(place).toEqual({ at: endOfFiles(entries), length: zip.length - endLength - endOfFiles(entries), count: 2 });
    expect(readDirectory(zip.subarray(place?.at ?? 0), 2)).toEqual({ entries, isPacked: false });
  });

  it('tells one that was packed from one that was not, and gives up on half a directory', () => {
    const zip = zipOf({ 'a.csv': 'aaaaaaaaaaaa' });
    const place = directoryPlace(zip.subarray(zip.length - endLength));
    expect(readDirectory(zip.subarray(place?.at ?? 0), 1)).toMatchObject({ isPacked: true });
    expect(readDirectory(zip.subarray(place?.at ?? 0), 2)).toBeNull();
    expect([directoryPlace(Buffer.alloc(22)), directoryPlace(Buffer.alloc(0))]).toEqual([null, null]);
  });

  it('refuses more than its heads can say', () => {
    expect(() => placed([{ name: 'a.csv', crc: 0, bytes: mostBytes }, { name: 'b.csv', crc: 0, bytes: 1 }])).toThrow(RangeError);
  });
});
