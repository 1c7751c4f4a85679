import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, signInOverHttp } from '../support/http.ts';
import { sendRaw } from '../support/raw-request.ts';
import { startServer, temporaryFolder, type RunningServer } from '../support/server.ts';
import { cast, seedTestWorld } from '../support/world-data.ts';

/** Requests that no browser and no library would write: byte by byte, on a connection of their own. */
describe('a request as bytes', () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  let session = '';

  beforeAll(async () => {
    await seedTestWorld(folder.path);
    server = await startServer({ dataDir: folder.path, env: { JOBS: 'external' } });
    session = await signInOverHttp(server.url);
  });
  afterAll(async () => {
    await server.kill();
    folder[Symbol.dispose]();
  });

  /** @returns status, headers in small letters, and the page */
  async function send(line: string, headers: readonly string[] = ['Host: hoc06.example'], body = ''): Promise<{ status: number; head: string; page: string }> {
    const text = await sendRaw(server.port, Buffer.from([line, ...headers, 'Connection: close', '', body].join('\r\n'), 'latin1'));
    const end = text.indexOf('\r\n\r\n');
    return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), head: text.slice(0, end).toLowerCase(), page: text.slice(end + 4) };
  }

  it('may name the whole address, as one to a proxy does; which host it names has no say', async () => {
    const page = await send('GET http://evil.example/sign-in?next=/courses HTTP/1.1', ['Host: evil.example']);
    expect([page.status, page.page.includes('value="/courses"'), page.page.includes('evil')]).toEqual([200, true, false]);
    const closed = await send('GET http://evil.example/account HTTP/1.1');
    expect([closed.status, /location: (\S+)/.exec(closed.head)?.[1]]).toEqual([302, '/sign-in?next=%2faccount']);
  });

  it.each([['*', 400], ['http://', 400], ['//evil.example/', 404], ['/\\evil.example', 404], ['/sign-in#x', 200], ['/%', 400], ['/?a=%', 302], [`/${'%2f'.repeat(500)}`, 404]])('for %s is answered with %i', async (target, status) => {
    const answer = await send(`GET ${target} HTTP/1.1`);
    expect([answer.status, /^location: (\/\/|https?:)/m.test(answer.head)]).toEqual([status, false]);
  });

  it('by the old protocol, without Host, gets its page', async () => {
    expect(await send('GET /sign-in HTTP/1.0', [])).toMatchObject({ status: 200, page: expect.stringContaining('Đăng nhập') });
    expect(await send('HEAD /sign-in HTTP/1.0', [])).toMatchObject({ status: 200, page: '' });
  });

  it('is at the official address, whatever it or a proxy says about hosts and paths', async () => {
    const forged = ['Host: evil.example', 'X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: https', 'Forwarded: host=evil.example;proto=https', 'X-Original-URL: /admin', 'X-Rewrite-URL: /admin', 'X-HTTP-Method-Override: DELETE'];
    const answer = await send('GET /account HTTP/1.1', forged);
    expect([answer.status, /location: (\S+)/.exec(answer.head)?.[1], answer.head.includes('strict-transport')]).toEqual([302, '/sign-in?next=%2faccount', false]);
    const page = await send('GET /sign-in HTTP/1.1', forged);
    expect([page.status, page.page.includes('evil.example'), page.head.includes('evil.example')]).toEqual([200, false, false]);
  });

  it.each([
    ['a cookie of 50 kB', ['Host: a', `Cookie: x=${'x'.repeat(50_000)}`], 431, 'xoá cookie'],
    ['thousands of headers', ['Host: a', ...Array.from({ length: 3_000 }, () => 'A: bcd')], 431, 'xoá cookie'],
    ['a length that is none', ['Host: a', 'Content-Length: -5'], 400, 'Đường dẫn không hợp lệ'],
    ['two lengths', ['Host: a', 'Content-Length: 5', 'Transfer-Encoding: chunked'], 400, 'Đường dẫn không hợp lệ'],
    ['a sign that no header holds', ['Host: a', 'Cookie: a=\u0001'], 400, 'Đường dẫn không hợp lệ'],
  ])('with %s cannot be read, and says so in a page', async (_what, headers, status, words) => {
    const answer = await send('POST /sign-in HTTP/1.1', headers, 'hello');
    expect([answer.status, answer.page.includes(words), answer.page.includes('lang="vi"')]).toEqual([status, true, true]);
    for (const header of ["content-security-policy: default-src 'none'", 'x-content-type-options: nosniff', 'cache-control: private, no-store']) expect(answer.head).toContain(header);
  });

  it('whose body breaks off in the middle is nobody’s fault, and the next one is served', async () => {
    await send('POST /sign-in HTTP/1.1', ['Host: a', `Origin: ${server.url}`, 'Content-Type: application/x-www-form-urlencoded', 'Transfer-Encoding: chunked'], '5\r\nidentzz\r\n');
    expect((await ask(`${server.url}/sign-in`)).status).toBe(200);
    expect(server.output()).not.toContain('unexpected error');
  });

  it('that announces more than anybody may send is refused before it is heard', async () => {
    const answer = await send('POST /sign-in HTTP/1.1', ['Host: a', `Origin: ${server.url}`, 'Content-Type: application/x-www-form-urlencoded', 'Content-Length: 99999999999999'], 'x');
    expect([answer.status, answer.page.includes('quá lớn')]).toEqual([413, true]);
  });

  it.each([
    ['the right session first', (own: string) => [`Cookie: ${own}; hoc06_session=x`], true],
    ['a made-up session first', (own: string) => [`Cookie: hoc06_session=${'x'.repeat(43)}; ${own}`], false],
    ['two headers, the right one first', (own: string) => [`Cookie: ${own}`, 'Cookie: hoc06_session=x'], true],
    ['rubbish around it', (own: string) => [`Cookie: =;;;%ff=%ff;${own};hoc06_reader=%zz;hoc06_device="\u00ff\u00fe;__proto__=x`], true],
    ['rubbish alone', () => ['Cookie: hoc06_session=%;hoc06_session[]=1;hoc06_reader=__proto__.constructor'], false],
    ['a session in capitals', (own: string) => [`Cookie: ${own.toUpperCase()}`], false],
  ])('with %s among its cookies is signed in or not, and leaves no cookie', async (_what, cookies, isIn) => {
    const answer = await send('GET /account HTTP/1.1', ['Host: a', ...cookies(session)]);
    expect([answer.status, answer.page.includes(cast.learner.fullName), answer.head.includes('set-cookie')]).toEqual([isIn ? 200 : 302, isIn, false]);
  });

  it.each(['en.dark', 'en.dark.x', 'EN', 'fr.light', '%65n', '"en.dark"', 'x'.repeat(4_000)])('whose reader’s cookie is %s gets a page in a language of ours', async (value) => {
    const answer = await send('GET /sign-in HTTP/1.1', ['Host: a', `Cookie: hoc06_reader=${value}`]);
    expect(answer.status).toBe(200);
    expect(answer.page).toMatch(/<html lang="(vi|en)"/);
  });

  it.each(['gzip;q=0', 'br;q=NaN, *;q=9,,', ',', 'x'.repeat(2_000), 'gzip;q=0.001'])('that takes %s gets what it can read', async (accept) => {
    const answer = await send('GET /sign-in HTTP/1.1', ['Host: a', `Accept-Encoding: ${accept}`]);
    const packed = /content-encoding: (\w+)/.exec(answer.head)?.[1] ?? 'none';
    expect([answer.status, accept.includes('gzip;q=0.') || accept.includes('*') ? true : packed === 'none']).toEqual([200, true]);
  });
});
