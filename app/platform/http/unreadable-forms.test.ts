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
