import { once } from 'node:events';
import { createServer, request as nodeRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ask } from '../../../tests/support/http.ts';
import { sendWebResponse, takesGzip, textResponse, toWebRequest } from './adapter.server.ts';

type Answerer = (request: Request, raw: IncomingMessage) => Response | Promise<Response>;

/** A real server that answers through the adapter alone. */
async function serve(answer: Answerer) {
  const faults: unknown[] = [];
  const work = async (request: IncomingMessage, response: ServerResponse) => {
    const web = toWebRequest(request, request.url ?? '/', 'https://hoc06.example');
    await sendWebResponse(await answer(web, request), response, { isHead: request.method === 'HEAD' });
  };
  const server = createServer((request, response) => void work(request, response).catch((error: unknown) => {
    faults.push(error);
    response.destroy();
  }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`, port, faults,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
const plain = (init: ResponseInit = {}) => ({ status: 200, headers: {}, ...init }) as { status: number; headers: HeadersInit };

describe('a request', () => {
  it('keeps path, query and method, and lives at our own address whatever Host says', async () => {
    await using site = await serve((request) => Response.json({ url: request.url, method: request.method }));
    const { text } = await ask(`${site.url}/a/b%20c?x=1&x=2`, { method: 'POST', headers: { host: 'evil.example' }, body: 'a=b' });
    expect(JSON.parse(text)).toEqual({ url: 'https://hoc06.example/a/b%20c?x=1&x=2', method: 'POST' });
  });

  it('keeps its headers, repeated ones joined as HTTP says', async () => {
    await using site = await serve((request) => Response.json([request.headers.get('x-note'), request.headers.get('cookie'), request.headers.get('accept')]));
    const answer = await new Promise<string>((resolve, reject) => {
      const call = nodeRequest(site.url, { headers: { 'X-Note': ['mot', 'hai'], cookie: ['a=1', 'b=2'], accept: 'text/html' } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve(text));
      });
      call.on('error', reject).end();
    });
    expect(JSON.parse(answer)).toEqual(['mot, hai', 'a=1; b=2', 'text/html']);
  });

  it.each(['GET', 'HEAD'])('%s has no body, even when one was sent', async (method) => {
    const bodies: unknown[] = [];
    await using site = await serve((request) => {
      bodies.push(request.body);
      return new Response('ok');
    });
    expect((await ask(site.url, { method, headers: { 'content-length': '0' } })).status).toBe(200);
    expect(bodies).toEqual([null]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s hands its body on, byte for byte', async (method) => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, n) => n % 256));
    await using site = await serve(async (request) => new Response(await request.arrayBuffer()));
    expect((await ask(site.url, { method, headers: { 'content-length': String(bytes.length) }, body: bytes })).bytes.equals(bytes)).toBe(true);
  });

  it('can be answered before its body has been read', async () => {
    await using site = await serve(() => new Response('no', { status: 413 }));
    expect(await ask(site.url, { method: 'POST', body: 'x'.repeat(10_000) })).toMatchObject({ status: 413, text: 'no' });
  });
});

describe('an answer', () => {
  it.each([200, 201, 303, 404, 422, 500])('keeps the status %i and its headers', async (status) => {
    await using site = await serve(() => new Response(null, { status, headers: { 'X-Note': 'a', Location: '/b' } }));
    expect(await ask(site.url)).toMatchObject({ status, headers: { 'x-note': 'a', location: '/b' }, text: '' });
  });

  it('keeps several cookies apart, also those with a comma in their date', async () => {
    const cookies = ['a=1; Expires=Mon, 23 Nov 2026 01:00:00 GMT; Path=/', 'b=2; HttpOnly', 'c='];
    await using site = await serve(() => {
      const headers = new Headers();
      for (const cookie of cookies) headers.append('Set-Cookie', cookie);
      return new Response('ok', { headers });
    });
    expect((await ask(site.url)).headers['set-cookie']).toEqual(cookies);
  });

  it('sets no cookie header when there is none', async () => {
    await using site = await serve(() => new Response('ok'));
    expect((await ask(site.url)).headers['set-cookie']).toBeUndefined();
  });

  it('of prepared text is sent whole, in UTF-8, with its length', async () => {
    const text = `<p>Đề án 06: ${'ệ'.repeat(5000)} 😀</p>`;
    await using site = await serve(() => textResponse(text, plain({ status: 404, headers: { 'Content-Type': 'text/html; charset=utf-8' } })));
    const answer = await ask(site.url);
    expect(answer.text).toBe(text);
    expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8', 'content-length': String(Buffer.byteLength(text)) } });
  });

  it('of prepared pieces, encoded or not, is their text one after the other', async () => {
    const pieces = ['<p>Đề án ', Buffer.from('ệ'.repeat(3_000)), '', Buffer.from(''), '😀</p>'];
    await using site = await serve(() => textResponse(pieces, plain({})));
    const answer = await ask(site.url);
    const text = `<p>Đề án ${'ệ'.repeat(3_000)}😀</p>`;
    expect([answer.text, answer.headers['content-length']]).toEqual([text, String(Buffer.byteLength(text))]);
    const bare = createServer((request, response) => void sendWebResponse(textResponse(pieces, plain()), response, { acceptEncoding: request.headers['accept-encoding'], isBare: true }));
    await once(bare.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(bare.address() as { port: number }).port}`;
    const [open, packed, again] = [await ask(url), await ask(url, { headers: { 'accept-encoding': 'gzip' } }), await ask(url)];
    bare.close();
    expect([open.text, open.headers['content-length'], gunzipSync(packed.bytes).toString(), again.text]).toEqual([text, String(Buffer.byteLength(text)), text, text]);
  });

  it('of an empty text is empty, and not mistaken for a response without text', async () => {
    await using site = await serve(() => textResponse('', plain({ headers: { 'X-Note': 'a' } })));
    expect(await ask(site.url)).toMatchObject({ status: 200, text: '', headers: { 'x-note': 'a', 'content-length': '0' } });
  });

  it('keeps its text when another copy of the module made it, because the mark is shared by name', async () => {
    await using site = await serve(() => Object.assign(new Response(null), { [Symbol.for('hoc06.text')]: 'from the other copy' }));
    expect((await ask(site.url)).text).toBe('from the other copy');
  });

  it.each([
    ['text', () => textResponse('Chào', plain({ headers: { 'X-Note': 'a' } }))],
    ['a stream', () => new Response('Chào', { headers: { 'X-Note': 'a' } })],
    ['nothing', () => new Response(null, { headers: { 'X-Note': 'a' } })],
  ])('to HEAD has the headers of %s and no body', async (_what, answer) => {
    await using site = await serve(answer);
    expect(await ask(site.url, { method: 'HEAD' })).toMatchObject({ status: 200, headers: { 'x-note': 'a' }, text: '' });
  });

  it('streams piece by piece, also when it is longer than any buffer', async () => {
    let left = 300;
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => (left > 0 ? controller.enqueue(new Uint8Array(10_000).fill(left-- % 256)) : controller.close()) });
    await using site = await serve(() => new Response(body));
    const { bytes } = await ask(site.url);
    expect(bytes.length).toBe(3_000_000);
    expect([bytes[0], bytes.at(-1)]).toEqual([300 % 256, 1]);
  });

  it('whose stream breaks is cut off, so that nobody takes the half for the whole', async () => {
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pieces += 1;
        if (pieces < 3) controller.enqueue(Buffer.from('half'));
        else controller.error(new Error('disk gone'));
      },
    });
    await using site = await serve(() => new Response(body));
    await expect(ask(site.url)).rejects.toThrow();
    expect(site.faults).toMatchObject([{ message: 'disk gone' }]);
  });
});

describe('packing', () => {
  it.each([
    ['gzip', true], ['gzip, deflate, br', true], ['br;q=1.0, gzip;q=0.5', true], ['x-gzip', true], ['GZIP', true],
    ['gzip;q=0', false], ['gzip; q=0.000', false], ['br', false], ['', false], ['identity', false], ['gzipped', false],
  ])('Accept-Encoding "%s" admits gzip: %s', (header, expected) => {
    expect(takesGzip(header)).toBe(expected);
  });

  it('packs a long text for whoever takes it, and sends the same text plainly to others', async () => {
    const text = 'Đề án 06 '.repeat(1_000);
    const server = createServer((request, response) => void sendWebResponse(textResponse(text, plain()), response, { acceptEncoding: request.headers['accept-encoding'] ?? '' }));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const [packed, open] = [await ask(url, { headers: { 'accept-encoding': 'gzip, br' } }), await ask(url)];
    server.close();
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(gunzipSync(packed.bytes).toString()).toBe(text);
    expect(open.headers['content-encoding']).toBeUndefined();
    expect(open.text).toBe(text);
  });

  it('leaves a short text as it is', async () => {
    const server = createServer((_request, response) => void sendWebResponse(textResponse('ngắn', plain()), response, { acceptEncoding: 'gzip' }));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const answer = await ask(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
    server.close();
    expect([answer.headers['content-encoding'], answer.text]).toEqual([undefined, 'ngắn']);
  });
});
