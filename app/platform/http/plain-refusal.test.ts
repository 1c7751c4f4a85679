import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ask } from '../../../tests/support/http.ts';
import { sendRaw } from '../../../tests/support/raw-request.ts';
import { AppError } from '../errors.ts';
import { createLog } from '../log.ts';
import { refusePlainly, refuseUnreadable } from './plain-refusal.server.ts';

const say = { vi: 'Không <được>', en: 'Not possible' };

/** A server that refuses everything for one reason. */
async function refusing(error: unknown, secure = false) {
  const logged: unknown[] = [];
  const log = createLog('silent', 'test');
  log.error = ((...parts: unknown[]) => void logged.push(parts)) as typeof log.error;
  const server = createServer((request: IncomingMessage, response) => refusePlainly(error, request, response, { log, secure })).on('clientError', refuseUnreadable);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port, logged,
    get: (headers: Record<string, string> = {}) => ask(`http://127.0.0.1:${port}/a`, { headers }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a refusal outside any route', () => {
  it('is a page in the reader’s language, and JSON for a script', async () => {
    await using site = await refusing(new AppError('conflict', say));
    const page = await site.get();
    expect([page.status, page.headers['content-type'], page.text.includes('<p>Không &#60;được&#62;</p>'), page.text.includes('lang="vi"')]).toEqual([409, 'text/html; charset=utf-8', true, true]);
    expect((await site.get({ cookie: 'hoc06_reader=en.light' })).text).toContain('Not possible');
    expect(JSON.parse((await site.get({ accept: 'application/json' })).text)).toEqual({ kind: 'refused', say });
    expect(site.logged).toEqual([]);
  });

  it.each([[true, 'max-age=31536000; includeSubDomains'], [false, undefined]])('carries the headers of every page (https: %s)', async (secure, hsts) => {
    await using site = await refusing(new AppError('forbidden', say), secure);
    const { headers } = await site.get();
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'private, no-store' });
    expect([headers['strict-transport-security'], headers['content-security-policy']?.includes('upgrade-insecure-requests')]).toEqual([hsts, secure]);
  });

  it.each([[400, 'Đường dẫn không hợp lệ', undefined], [404, 'Không tìm thấy', undefined], [405, 'không nhận yêu cầu gửi theo cách đó', 'GET, HEAD, POST']])('of a request that is not fit, with %i, says what is wrong with it', async (status, words, allow) => {
    await using site = await refusing(Object.assign(new Error('inside'), { status }));
    const answer = await site.get();
    expect([answer.status, answer.text.includes(words), answer.text.includes('inside'), answer.headers.allow]).toEqual([status, true, false, allow]);
    expect(site.logged).toEqual([]);
  });

  it('says when to come again', async () => {
    await using site = await refusing(new AppError('limit', say, { retryAfterSeconds: 7 }));
    expect([(await site.get()).status, (await site.get()).headers['retry-after']]).toEqual([429, '7']);
  });

  it.each([new Error('table xyz'), Object.assign(new Error('xyz'), { status: 500 }), 'xyz', { toString: 'xyz' }])('for what nobody expected tells nothing of it, and is logged', async (error) => {
    await using site = await refusing(error);
    const answer = await site.get();
    expect([answer.status, answer.text.includes('xyz'), answer.text.includes('lỗi ngoài dự kiến')]).toEqual([500, false, true]);
    expect(site.logged).toHaveLength(1);
  });
});

describe('what Node cannot read as a request', () => {
  it.each([
    ['headers beyond all measure', `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'xoá cookie'],
    ['no request at all', 'xin chào\r\n\r\n', 400, 'Đường dẫn không hợp lệ'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400, 'Đường dẫn không hợp lệ'],
  ])('as %s gets a page', async (_what, bytes, status, words) => {
    await using site = await refusing(new AppError('conflict', say));
    const answer = await sendRaw(site.port, Buffer.from(bytes));
    const [head = '', page = ''] = answer.split('\r\n\r\n');
    expect([Number(head.split(' ')[1]), page.includes(words), /X-Frame-Options: DENY/.test(head)]).toEqual([status, true, true]);
    expect(Number(/Content-Length: (\d+)/.exec(head)?.[1])).toBe(Buffer.byteLength(page));
  });

  it('is not answered when nobody is there any more', () => {
    const calls: string[] = [];
    const socket = (writable: boolean) => ({ writable, destroy: () => calls.push('destroyed'), end: () => calls.push('written') }) as never;
    refuseUnreadable(Object.assign(new Error('gone'), { code: 'ECONNRESET' }), socket(true));
    refuseUnreadable(new Error('shut'), socket(false));
    refuseUnreadable(Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket(true));
    expect(calls).toEqual(['destroyed', 'destroyed', 'written']);
  });
});
