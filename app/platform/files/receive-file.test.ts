import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../tests/support/server.ts';
import { handOut } from './hand-out.server.ts';
import { receiveFile, type ArrivingFile } from './receive-file.server.ts';

const formOf = (...parts: [name: string, value: string | File][]) => {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  return new Request('http://localhost/', { method: 'POST', body: form });
};
const large = 'at most 10 MB';
const wholeOf = async ({ name, pieces }: ArrivingFile) => {
  const bytes: Uint8Array[] = [];
  for await (const piece of pieces) bytes.push(piece);
  return `${name}: ${Buffer.concat(bytes).toString()}`;
};

describe('a file on its way here', () => {
  it('is handed on with its name and all its bytes, whatever stands around it', async () => {
    expect(await receiveFile(formOf(['note', 'x'], ['file', new File(['một hai'], 'ảnh.png')], ['after', 'y']), wholeOf, large)).toBe('ảnh.png: một hai');
    expect(await receiveFile(formOf(['file', new File(['z'.repeat(300_000)], 'dài.pdf')]), async (file) => (await wholeOf(file)).length, 0)).toBe('dài.pdf: '.length + 300_000);
  });

  it('is one: a second in the same form is not taken, and a form without any gives nothing', async () => {
    const taken: string[] = [];
    const take = async (file: ArrivingFile) => void taken.push(await wholeOf(file));
    await receiveFile(formOf(['file', new File(['1'], 'a')], ['file', new File(['2'], 'b')]), take, undefined);
    expect(taken).toEqual(['a: 1']);
    expect(await receiveFile(formOf(['note', 'x'], ['other', new File(['1'], 'a')]), take, undefined)).toBeNull();
    expect(taken).toHaveLength(1);
  });

  it('leaves the rest of the body to be read when nobody wants its bytes', async () => {
    expect(await receiveFile(formOf(['file', new File(['x'.repeat(200_000)], 'a')], ['after', 'y']), async ({ name }) => name, large)).toBe('a');
  });

  it('that is not worth reading is answered as its page wants it, announced or not', async () => {
    const announced = new Request('http://localhost/', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '200000000' }, body: 'x' });
    expect(await receiveFile(announced, wholeOf, large)).toBe(large);
    const piece = Buffer.alloc(1_000_000, 0x20);
    const endless = async function* () {
      yield Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n');
      for (let sent = 0; sent < 150; sent += 1) yield piece;
    };
    const arriving = new Request('http://localhost/', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: Readable.toWeb(Readable.from(endless())) as never, duplex: 'half' } as RequestInit);
    let kept = 0;
    const count = async ({ pieces }: ArrivingFile) => {
      for await (const { length } of pieces) kept += length;
      return 'all of it';
    };
    expect(await receiveFile(arriving, count, large)).toBe(large);
    expect(kept).toBeLessThanOrEqual(100_000_000);
    await expect(receiveFile(formOf(['file', new File(['x'], 'a')]), () => Promise.reject(new Error('disk')), large)).rejects.toThrow('disk');
  });

  it('comes in a form with files, or not at all', async () => {
    await expect(receiveFile(new Request('http://localhost/', { method: 'POST', body: new URLSearchParams({ file: 'x' }) }), wholeOf, large)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('a file on its way out', () => {
  it('is an attachment that can do nothing, under its own name, for one reader alone', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'f'), '<script>');
    const answer = await handOut(join(folder.path, 'f'), { name: 'Minh chứng.pdf', kind: 'PDF', bytes: 8 });
    expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'application/pdf', 'content-length': '8', 'content-disposition': expect.stringMatching(/^attachment;.*Minh%20ch%E1%BB%A9ng\.pdf/), 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' });
    expect(await answer.text()).toBe('<script>');
  });

  it('is not found when it is gone or no longer as long as it was', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'f'), 'halb');
    for (const [name, bytes] of [['f', 8], ['none', 4]] as const) await expect(handOut(join(folder.path, name), { name: 'a.pdf', kind: 'PDF', bytes })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
