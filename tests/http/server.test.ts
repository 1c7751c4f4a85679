import { statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { ask, sendForm, signInOverHttp } from '../support/http.ts';
import { root, startProcess, startServer, temporaryFolder, type RunningServer } from '../support/server.ts';
import { cast, seedTestWorld } from '../support/world-data.ts';

describe('the web server', () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => ask(server.url + path, { method, headers });

  beforeAll(async () => {
    await seedTestWorld(folder.path);
    server = await startServer({ dataDir: folder.path });
  });
  afterAll(async () => {
    await server.kill();
    folder[Symbol.dispose]();
  });

  const official = () => server.url.replace('127.0.0.1', 'localhost');

  it('runs on a build that is dated by its beginning, so that a source changed meanwhile is younger', () => {
    const [program, pages] = ['build/program/start.js', 'build/server/index.js'].map((file) => statSync(join(root, file)).mtimeMs);
    expect(program).toBeLessThan(pages ?? 0);
  });

  it('says that it lives and that it is ready', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok' });
    expect(await get('/readyz')).toMatchObject({ status: 200, text: 'ready' });
  });

  it('shows its metrics to this machine only, and not through a proxy', async () => {
    await get('/sign-in');
    const { status, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(text).toContain('http_requests_total{method="GET",area="/sign-in",status="2xx"}');
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
    expect((await get('/metrics', { forwarded: 'for=203.0.113.9' })).status).toBe(404);
  });

  it('counts unknown addresses and methods under one name, so that strangers cannot fill the memory', async () => {
    for (const path of ['/x-one', '/x-two', '/x-three']) await Promise.all([get(path), get(path, {}, 'POST')]);
    const { text } = await get('/metrics');
    expect(text).not.toContain('/x-two');
    expect(text).toContain('area="unknown"');
  });

  it('answers a method that no page knows as a refusal, not as a fault of its own', async () => {
    const { status, text } = await get('/sign-in', {}, 'TRACE');
    expect([status, text.includes('<h1')]).toEqual([405, true]);
    expect(server.output()).not.toContain('HTTP method is unsupported');
  });

  it('gives every response a nonce of its own and a policy without unsafe parts', async () => {
    const policies = (await Promise.all([get('/sign-in'), get('/sign-in')])).map(({ headers }) => String(headers['content-security-policy']));
    const nonces = policies.map((policy) => /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1]);
    expect(nonces[0]).toBeTruthy();
    expect(nonces[0]).not.toBe(nonces[1]);
    for (const policy of policies) expect(policy).not.toMatch(/unsafe/);
  });

  it('sends the security headers with pages, files and refusals', async () => {
    for (const path of ['/sign-in', '/khong-co', '/icons.svg']) expect((await get(path)).headers['x-content-type-options'], path).toBe('nosniff');
    const page = await get('/sign-in');
    expect(page.headers).toMatchObject({ 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'cache-control': 'private, no-store' });
    expect(page.headers['x-powered-by']).toBeUndefined();
    expect(page.headers['strict-transport-security']).toBeUndefined();
  });

  it.each([
    ['no Origin', {}],
    ['a foreign Origin', { origin: 'https://hoc06.example.net' }],
    ['Origin null', { origin: 'null' }],
    ['the same host on another port', { origin: 'http://127.0.0.1:1' }],
    ['a foreign site by the browser’s own word', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a write with %s, in Vietnamese', async (_what, headers: Record<string, string>) => {
    const refused = await ask(`${server.url}/sign-in`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: 'identifier=a&password=b' });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(`Trang vừa gửi không được mở từ địa chỉ chính thức ${official()} nên nội dung chưa được nhận.`);
    expect(refused.text).toContain(`<a href="${official()}/">Mở trang ở địa chỉ chính thức</a>`);
    expect(refused.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('leads from a page that was opened at another address to the same page at the right one, and never to somebody else’s', async () => {
    const { port } = new URL(server.url);
    const elsewhere = `http://hoc06.example:${port}`;
    const send = (headers: Record<string, string>) => ask(`${server.url}/sign-in`, { method: 'POST', headers: { host: `hoc06.example:${port}`, 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: 'identifier=a&password=b' });
    const linkOf = ({ text }: { text: string }) => /<a href="([^"]*)">/.exec(text)?.[1];
    expect(linkOf(await send({ origin: elsewhere, referer: `${elsewhere}/sign-in?next=/courses` }))).toBe(`${official()}/sign-in?next=/courses`);
    for (const referer of ['https://evil.example/sign-in', `${elsewhere}//evil.example`, 'x']) expect(linkOf(await send({ origin: elsewhere, referer })), referer).toBe(`${official()}/`);
    const forScript = await send({ origin: elsewhere, accept: 'application/json', cookie: 'hoc06_reader=en.light' });
    expect([forScript.status, (JSON.parse(forScript.text) as { say: { en: string } }).say.en]).toEqual([403, expect.stringContaining(`the official address ${official()},`)]);
  });

  it('lets mail providers in by their two doors without Origin, and by no other', async () => {
    const post = (path: string, headers: Record<string, string> = {}) => ask(server.url + path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: 'List-Unsubscribe=One-Click' });
    for (const headers of [{}, { origin: 'https://mail.example' }, { origin: 'null' }]) {
      const forged = await post('/unsubscribe/forged', headers as Record<string, string>);
      expect([forged.status, forged.text.includes('không còn dùng được')]).toEqual([404, true]);
      expect((await post('/mail-bounces', headers as Record<string, string>)).status).toBe(404);
    }
    for (const path of ['/unsubscribe/forged/return', '/unsubscribe', '/Unsubscribe/forged', '/unsubscribe/forged/', '/mail-bounces/x', '/desk/telephony/x', '/desk/sync', '/unsubscribe/a%2freturn']) expect((await post(path)).status, path).toBe(403);
    expect((await ask(`${server.url}/unsubscribe/forged`)).status).toBe(404);
  });

  it('accepts a write from its own pages, also when the browser hides its Origin', async () => {
    expect((await sendForm(server.url, '/sign-in', { identifier: 'a', password: 'b' })).status).toBe(422);
    const hidden = await ask(`${server.url}/sign-in`, { method: 'POST', headers: { origin: 'null', 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }, body: 'identifier=a&password=b' });
    expect(hidden.status).toBe(422);
  });

  it('has a page for addresses that nobody knows', async () => {
    const { status, text, headers } = await get('/khong-co-trang-nay');
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('text/html');
    expect(text).toContain('Không tìm thấy');
    expect((await get('/sign-in/khong-co')).status).toBe(404);
    expect((await get('/khong-co', { cookie: 'hoc06_reader=en.dark' })).text).toContain('lang="en"');
    expect((await sendForm(server.url, '/khong-co', {})).status).toBe(404);
  });

  it('answers broken addresses without a fault of its own', async () => {
    for (const path of ['/%', '/%ff%fe', '/sign-in?next=%E0%A4', '/assets/%', '/assets/none.js', '//evil.example', '/..%2f..%2fpackage.json', '/build/server/index.js']) {
      const { status } = await get(path);
      expect([200, 302, 400, 404], path).toContain(status);
    }
    expect(server.output()).not.toContain('unexpected error');
  });

  it('refuses in JSON when a script asks', async () => {
    const missing = await get('/khong-co', { accept: 'application/json' });
    expect(missing.status).toBe(404);
    const foreign = await ask(`${server.url}/sign-in`, { method: 'POST', headers: { accept: 'application/json', origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    expect(JSON.parse(foreign.text)).toMatchObject({ kind: 'refused', say: { vi: expect.stringContaining('Trang vừa gửi') } });
  });

  it('compresses pages for browsers that can read it', async () => {
    const { headers, bytes } = await get('/sign-in', { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(bytes).toString('utf8')).toContain('Đăng nhập');
    expect((await get('/sign-in')).headers['content-encoding']).toBeUndefined();
  });

  it('answers HEAD like GET, without a body', async () => {
    for (const path of ['/sign-in', '/healthz', '/khong-co', '/icons.svg']) {
      const [head, got] = [await get(path, {}, 'HEAD'), await get(path)];
      expect(head.status, path).toBe(got.status);
      expect(head.bytes.length, path).toBe(0);
      expect(head.headers['content-type'], path).toBe(got.headers['content-type']);
    }
  });

  it('keeps built files for a year and others for an hour', async () => {
    const sheet = /href="(\/assets\/[^"]+\.css)"/.exec((await get('/sign-in')).text)?.[1] ?? '';
    expect((await get(sheet)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/icons.svg')).headers['cache-control']).toBe('public, max-age=3600');
  });

  it('lets the service worker be asked for anew every time, and load nothing', async () => {
    const { status, headers } = await get('/service-worker.js');
    expect([status, headers['cache-control'], headers['content-security-policy'], headers['x-content-type-options']]).toEqual([200, 'no-cache', "default-src 'none'; connect-src 'self'", 'nosniff']);
    expect(headers['content-type']).toMatch(/javascript/);
    expect((await get('/sign-in')).headers['content-security-policy']).toContain("worker-src 'self'");
    expect((await ask(`${server.url}/push-renewal`, { method: 'POST', headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' }, body: 'endpoint=x' })).status).toBe(403);
    expect((await get('/push-renewal', { accept: 'application/json' })).status).toBe(404);
  });

  it('signs in, keeps the session in a cookie that scripts cannot read, and signs out', async () => {
    const refused = await sendForm(server.url, '/sign-in', { identifier: cast.learner.email, password: 'sai' });
    expect(refused.text).toContain('mật khẩu chưa đúng');
    expect(refused.text).not.toContain('value="sai"');
    const answer = await sendForm(server.url, '/sign-in', { identifier: cast.learner.email, password: cast.learner.password, next: '//evil.example' });
    expect(answer).toMatchObject({ status: 303, headers: { location: '/' } });
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect((await get('/', session)).text).toContain(cast.learner.fullName);
    expect((await sendForm(server.url, '/sign-out', {}, session)).status).toBe(303);
    expect((await get('/', session)).status).toBe(302);
  });

  it('notes that somebody is here, once she has been for more than a minute', async () => {
    const session = { cookie: await signInOverHttp(server.url, 'learner') };
    const db = openDatabase(databaseFile(server.dataDir));
    const ago = new Date(Date.now() - 120_000).toISOString();
    const seenBefore = (at: string) => db.selectFrom('session').select('id').where('last_seen_at', '<=', at).execute();
    await db.updateTable('session').set({ last_seen_at: ago }).execute();
    expect(await seenBefore(ago)).not.toEqual([]);
    for (const path of ['/', '/courses', '/inbox']) expect((await get(path, session)).status, path).toBe(200);
    const { last } = await db.selectFrom('session').select((of) => of.fn.max('last_seen_at').as('last')).executeTakeFirstOrThrow();
    await db.destroy();
    expect(last > ago).toBe(true);
  });

  it('works behind a proxy that changes Host, and with a Host that makes no sense', async () => {
    for (const host of ['inside.example', 'a b', '[', '']) {
      expect((await get('/sign-in', { host })).status, host).toBe(200);
      expect((await sendForm(server.url, '/sign-in', { identifier: 'a', password: 'b' }, { host })).status, host).toBe(422);
    }
  });

  it('refuses a verb without a page of its own in words, not in codes', async () => {
    const refused = await sendForm(server.url, '/preferences', { theme: 'violet' }, { referer: `${server.url.replace('127.0.0.1', 'localhost')}/sign-in?next=%2F` });
    expect(refused.status).toBe(422);
    expect(refused.headers['content-type']).toContain('text/html');
    expect(refused.text).toContain('Nội dung chưa đúng');
    expect(refused.text).toContain('href="/sign-in?next=%2F"');
    expect(refused.text).toMatch(/<link rel="stylesheet" href="\/assets\//);
    const json = await sendForm(server.url, '/preferences', { theme: 'violet' }, { accept: 'application/json' });
    expect(JSON.parse(json.text)).toMatchObject({ ok: false, faults: { theme: { vi: expect.any(String) } } });
  });

  it('refuses a form that is too large before it is read, and one that is broken', async () => {
    const large = await sendForm(server.url, '/preferences', { back: 'x'.repeat(1_100_000) });
    expect(large.status).toBe(413);
    expect(large.text).toContain('quá lớn');
    expect((await get('/sign-in')).status).toBe(200);
    const broken = await ask(`${server.url}/preferences`, { method: 'POST', headers: { origin: server.url, 'content-type': 'multipart/form-data; boundary=x' }, body: 'no boundary here' });
    expect(broken.status).toBe(422);
  });
});

describe('starting and stopping', () => {
  it('finishes a running request before it ends, and ends at once when nothing runs', async () => {
    using folder = temporaryFolder();
    await seedTestWorld(folder.path);
    await using server = await startServer({ dataDir: folder.path });
    const cookie = await signInOverHttp(server.url);
    const agent = new Agent({ keepAlive: true });
    await ask(`${server.url}/`, { headers: { cookie }, agent });
    const body = 'theme=dark';
    const slow = request(`${server.url}/preferences`, { method: 'POST', agent: new Agent({ keepAlive: true }), headers: { origin: server.url, cookie, 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length } });
    const answered = new Promise<number>((resolve, reject) => slow.once('response', (response) => resolve(response.resume().statusCode ?? 0)).once('error', reject));
    slow.write(body.slice(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const ended = server.stop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(ask(`${server.url}/healthz`)).rejects.toThrow();
    slow.end(body.slice(5));
    expect(await answered).toBe(303);
    expect(await ended).toMatchObject({ code: 0, signal: null });
  });

  it('refuses to share a data folder, with a sentence and exit code 1', async () => {
    using folder = temporaryFolder();
    await using first = await startServer({ dataDir: folder.path });
    await expect(startServer({ dataDir: folder.path })).rejects.toThrow(/\(1\):\nAnother hoc06 server is already running on the data folder/);
    expect((await ask(`${first.url}/healthz`)).status).toBe(200);
  });

  it('says that its port is taken', async () => {
    using folder = temporaryFolder();
    using other = temporaryFolder();
    await using first = await startServer({ dataDir: folder.path });
    const second = await startProcess('app/server.ts', { DATA_DIR: other.path, PORT: String(first.port), LOG_LEVEL: 'warn' }).ended;
    expect(second).toMatchObject({ code: 1, output: `Port ${first.port} is already in use. Stop the other program or set PORT to another number.\n` });
  });

  it('says everything that is wrong with its environment', async () => {
    using folder = temporaryFolder();
    const wrong = { HOST: '127.0.0.1', SESSION_SECRET: 'short', TZ_DISPLAY: 'Asia/Hoa_Lu', JOBS: 'sometimes' };
    await expect(startServer({ dataDir: folder.path, env: wrong })).rejects.toThrow(/SESSION_SECRET.*\n.*TZ_DISPLAY.*\n.*JOBS/);
  });

  it('tells browsers to stay with https when that is how people come, and asks for the metrics token', async () => {
    using folder = temporaryFolder();
    const env = { BASE_URL: 'https://hoc06.example.gov.vn', METRICS_TOKEN: 'sixteen-characters-or-more' };
    await using server = await startServer({ dataDir: folder.path, env });
    const { headers } = await ask(`${server.url}/sign-in`);
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    const preferences = await sendForm(server.url, '/preferences', { theme: 'dark' }, { origin: 'https://hoc06.example.gov.vn' });
    expect(preferences.headers['set-cookie']?.[0]).toContain('Secure');
    expect((await ask(`${server.url}/metrics`)).status).toBe(404);
    expect((await ask(`${server.url}/metrics`, { headers: { authorization: `Bearer ${env.METRICS_TOKEN}` } })).status).toBe(200);
  });

  it('limits tries to sign in by one address', async () => {
    using folder = temporaryFolder();
    await using server = await startServer({ dataDir: folder.path });
    const statuses: number[] = [];
    for (let round = 0; round < 7; round += 1) statuses.push(...(await Promise.all(Array.from({ length: 10 }, () => sendForm(server.url, '/sign-in', { identifier: 'a', password: 'b' })))).map(({ status }) => status));
    expect(statuses.filter((status) => status === 422)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    const limited = await sendForm(server.url, '/sign-in', { identifier: 'a', password: 'b' });
    expect(limited.headers['retry-after']).toMatch(/^\d+$/);
    expect(limited.text).toContain('Vui lòng chờ');
  });
});
