import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBytes } from './adapter.server.ts';
import { bodyPieces, boundaryOf, readMultipart } from './multipart.server.ts';

interface Part { name: string; fileName: string | null; bytes: Buffer }

function request(body: Buffer, type: string, sizes: readonly number[] = []): Request {
  const cuts = [...sizes];
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(control) {
      if (at >= body.length) return control.close();
      const size = Math.max(1, cuts.shift() ?? body.length);
      control.enqueue(new Uint8Array(body.subarray(at, at + size)));
      at += size;
    },
  });
  return new Request('http://x/', { method: 'POST', headers: { 'content-type': type }, body: stream, duplex: 'half' } as RequestInit);
}

async function read(from: Request): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const event of readMultipart(from)) {
    if (event.kind === 'part') parts.push({ name: event.name, fileName: event.fileName, bytes: Buffer.alloc(0) });
    else if (event.kind === 'bytes') {
      const last = parts.at(-1);
      if (last) last.bytes = Buffer.concat([last.bytes, event.bytes]);
    }
  }
  return parts;
}

const encode = async (form: FormData) => {
  const response = new Response(form);
  return { body: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') ?? '' };
};

describe('a multipart form', () => {
  it('comes out as the platform wrote it, however it is cut into pieces', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), bytes: fc.uint8Array({ maxLength: 300 }), isFile: fc.boolean() }), { maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 200 }), async (parts, sizes) => {
      const form = new FormData();
      for (const { name, bytes, isFile } of parts) {
        if (isFile) form.append(name, new File([bytes as never], `${name}.pdf`));
        else form.append(name, Buffer.from(bytes).toString('hex'));
      }
      const { body, type } = await encode(form);
      const got = await read(request(body, type, sizes));
      expect(got.map(({ name, fileName, bytes }) => [name, fileName, bytes.toString('hex')])).toEqual(parts.map(({ name, bytes, isFile }) => [name, isFile ? `${name}.pdf` : null, isFile ? Buffer.from(bytes).toString('hex') : Buffer.from(Buffer.from(bytes).toString('hex')).toString('hex')]));
    }), { numRuns: 60 });
  });

  it('keeps bytes that look like a boundary but are none', async () => {
    const bytes = Buffer.from('\r\n--boundary\r\n\r--bound\r\n--\r\n--x-');
    const body = Buffer.concat([Buffer.from('--xx\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'), bytes, Buffer.from('\r\n--xx--\r\n')]);
    for (const size of [1, 2, 3, 7, 1_000]) expect(await read(request(body, 'multipart/form-data; boundary=xx', Array.from({ length: body.length }, () => size)))).toEqual([{ name: 'file', fileName: 'a.pdf', bytes }]);
  });

  it('reads names as browsers write them', async () => {
    const form = new FormData();
    form.append('file', new File(['x'], 'Bản "đồ"\r\nX: y.pdf'));
    const { body, type } = await encode(form);
    expect((await read(request(body, type)))[0]?.fileName).toBe('Bản "đồ"\r\nX: y.pdf');
  });

  it('may have words before its first boundary and behind its last one', async () => {
    const body = Buffer.from('words\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\nwords\r\n--b\r\n');
    expect(await read(request(body, 'multipart/form-data; boundary="b"'))).toEqual([{ name: 'a', fileName: null, bytes: Buffer.from('1') }]);
  });

  it.each<[string, string, string]>([
    ['no boundary', '--b--', 'multipart/form-data'], ['another type', '--b--', 'application/json; boundary=b'], ['no end', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1', 'multipart/form-data; boundary=b'],
    ['a part without a name', '--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--', 'multipart/form-data; boundary=b'], ['nothing at all', '', 'multipart/form-data; boundary=b'], ['a spoilt boundary', '--bx\r\n', 'multipart/form-data; boundary=b'],
    ['an endless head', `--b\r\nX: ${'y'.repeat(20_000)}`, 'multipart/form-data; boundary=b'],
  ])('with %s is refused', async (_what, body, type) => {
    await expect(read(request(Buffer.from(body), type))).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('does not keep a large file in its buffer', async () => {
    const head = Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n');
    const piece = new Uint8Array(65_536);
    let left = 800;
    const stream = new ReadableStream<Uint8Array>({
      start: (control) => control.enqueue(new Uint8Array(head)),
      pull: (control) => (left-- > 0 ? control.enqueue(piece) : (control.enqueue(new Uint8Array(Buffer.from('\r\n--b--'))), control.close())),
    });
    let [total, longest] = [0, 0];
    for await (const event of readMultipart(new Request('http://x/', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: stream, duplex: 'half' } as RequestInit))) {
      if (event.kind === 'bytes') [total, longest] = [total + event.bytes.length, Math.max(longest, event.bytes.length)];
    }
    expect(total).toBe(800 * 65_536);
    expect(longest).toBeLessThan(200_000);
  });
});

it('reads boundaries with and without quotes, and no endless ones', () => {
  expect(['multipart/form-data; boundary=a', 'Multipart/Form-Data; charset=utf-8; boundary="a b"', `multipart/form-data; boundary=${'x'.repeat(71)}`, null, 'text/plain'].map(boundaryOf)).toEqual(['a', 'a b', null, null, null]);
});

it('gives a body that was read already as one piece, and none of an empty one', async () => {
  const pieces = async (from: Request) => {
    const texts: string[] = [];
    for await (const piece of bodyPieces(from)) texts.push(Buffer.from(piece).toString());
    return texts;
  };
  expect(await pieces(withBytes(new Request('http://x/', { method: 'POST' }), Buffer.from('abc')))).toEqual(['abc']);
  expect(await pieces(new Request('http://x/'))).toEqual([]);
});

it('stops reading once more has come than is worth reading, announced or not', async () => {
  const read = async (from: Request, most: number) => {
    let total = 0;
    for await (const piece of bodyPieces(from, most)) total += piece.byteLength;
    return total;
  };
  const body = Buffer.alloc(1_000);
  expect(await read(request(body, 'text/plain', [400, 400]), 1_000)).toBe(1_000);
  await expect(read(request(body, 'text/plain', [400, 400]), 999)).rejects.toMatchObject({ kind: 'too-large' });
  await expect(read(new Request('http://x/', { method: 'POST', headers: { 'content-length': '300000000' }, body: 'x' }), 100_000_000)).rejects.toMatchObject({ kind: 'too-large' });
});
