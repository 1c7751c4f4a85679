import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { arriving } from './adapter.server.ts';
import { readBody, readForm } from './forms.server.ts';

const plain = 'application/x-www-form-urlencoded';
const post = (type: string | null, body: BodyInit, headers: Record<string, string> = {}) => new Request('http://x/', { method: 'POST', body, headers: { ...(type === null ? {} : { 'content-type': type }), ...headers } });

describe('a form that cannot be read as it says', () => {
  it.each(['utf-16', 'UTF-16LE', 'utf16', 'utf-32', 'utf-7', '"utf-16"', 'ucs-2'])('in %s is refused: read as plain it would be a form with every box off', async (charset) => {
    for (const type of [`${plain}; charset=${charset}`, `${plain};boundary=x;  charset = ${charset}`]) await expect(readForm(post(type, Buffer.from('a=1', 'utf16le'))), type).rejects.toMatchObject({ kind: 'invalid' });
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, gzip', 'GZIP', 'x'])('packed by %s is refused', async (encoding) => {
    await expect(readForm(post(plain, gzipSync('a=1'), { 'content-encoding': encoding }))).rejects.toMatchObject({ kind: 'invalid' });
  });

  it.each([[`${plain}; charset=UTF-8`, {}], [`${plain};charset=utf8`, {}], [`${plain}; charset=iso-8859-1`, {}], [plain, { 'content-encoding': 'identity' }], [plain, { 'content-encoding': ' Identity ' }], [null, {}]])('as %s %j is read', async (type, headers: Record<string, string>) => {
    expect([...(await readForm(post(type, Buffer.from('a=%C4%91'), headers)))]).toEqual([['a', 'đ']]);
  });
});

describe('words in another character set', () => {
  const inLatin = Buffer.from('a=Ngọc Ánh'.normalize('NFC').replace('ọ', 'o'), 'latin1');
  const parts = (value: Buffer<ArrayBuffer>) => Buffer.concat([Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'), value, Buffer.from('\r\n--x--\r\n')]);
  const multipart = 'multipart/form-data; boundary=x';

  it.each<[what: string, type: string, body: Buffer<ArrayBuffer>]>([
    ['as bytes', plain, inLatin],
    ['as signs', plain, Buffer.from('a=Ngoc+%C1nh')],
    ['in the name of a field', plain, Buffer.from('%C1=1')],
    ['cut in the middle of a letter', plain, Buffer.from('a=%E1%BB')],
    ['half a pair of UTF-16', plain, Buffer.from('a=%ED%A0%80')],
    ['in a form with parts', multipart, parts(inLatin)],
  ])('are refused with a sentence and not kept with holes: %s', async (_what, type, body) => {
    await expect(readForm(post(type, body))).rejects.toMatchObject({ kind: 'invalid', say: { vi: expect.stringContaining('UTF-8') } });
  });

  it.each<[what: string, type: string, body: Buffer<ArrayBuffer>, value: string]>([
    ['the sign for a hole, if she typed it', plain, Buffer.from('a=%EF%BF%BD'), '\ufffd'],
    ['the same in small letters, as bytes and in parts', plain, Buffer.from('a=%ef%bf%bd'), '\ufffd'],
    ['the same as bytes', plain, Buffer.from('a=\ufffd'), '\ufffd'],
    ['the same in parts', multipart, parts(Buffer.from('\ufffd')), '\ufffd'],
    ['marks, signs beyond them and NFD', plain, Buffer.from(new URLSearchParams({ a: 'Ánh 👩‍🏫 é' }).toString()), 'Ánh 👩‍🏫 é'],
  ])('what is UTF-8 is read: %s', async (_what, type, body, value) => {
    expect((await readForm(post(type, body))).get('a')).toBe(value);
  });

  it('bytes of a file are nobody’s words', async () => {
    const body = Buffer.concat([Buffer.from('--x\r\nContent-Disposition: form-data; name="f"; filename="f.bin"\r\n\r\n'), Buffer.from([0xff, 0xfe, 0xc1]), Buffer.from('\r\n--x--\r\n')]);
    const file = (await readForm(post(multipart, body))).get('f');
    expect(file instanceof File && [...new Uint8Array(await file.arrayBuffer())]).toEqual([0xff, 0xfe, 0xc1]);
  });
});

describe('a body that breaks off', () => {
  /** Brings so many pieces, then its sender is gone. */
  const broken = (pieces: number) => {
    let left = pieces;
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => (left-- > 0 ? controller.enqueue(Buffer.from('a=1&')) : controller.error(new Error('aborted'))) });
    return new Request('http://x/', { method: 'POST', body, headers: { 'content-type': plain }, duplex: 'half' } as RequestInit);
  };

  it.each([0, 1, 3])('after %i pieces is refused as what it is, so that nobody looks for a fault of ours', async (pieces) => {
    await expect(readForm(broken(pieces))).rejects.toMatchObject({ kind: 'invalid', cause: { message: 'aborted' } });
    await expect(readBody(broken(pieces), 1_000)).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('is left alone by whoever has read enough: cancelling would hang up on a sender who waits for the answer', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(Buffer.from('x')), cancel: () => void (isCancelled = true) });
    for await (const piece of arriving(new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit))) {
      expect(Buffer.from(piece).toString()).toBe('x');
      break;
    }
    expect(isCancelled).toBe(false);
  });

  it('that never began has no pieces', async () => {
    for await (const piece of arriving(new Request('http://x/'))) expect.unreachable(String(piece));
    expect((await readBody(new Request('http://x/', { method: 'POST' }), 10)).byteLength).toBe(0);
  });
});
