import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { ask, sendForm, signInOverHttp } from '../support/http.ts';
import { root, startServer, temporaryFolder, type RunningServer } from '../support/server.ts';
import { seedTestWorld } from '../support/world-data.ts';

const courses = readdirSync(join(root, 'content/courses')).sort();
const linksIn = (output: string) => [...output.matchAll(/(http:\/\/[^\s]+)(\/activate\/[\w-]+)/g)].map(([, , path]) => path ?? '');

/** Whether a link still lets somebody make an account. */
const opens = async (link: string) => (await ask(link)).text.includes('name="fullName"');

/** The versions of courses in a data folder, as another process sees them. */
async function versionsIn(dataDir: string) {
  const db = openDatabase(databaseFile(dataDir), { readOnly: true });
  try {
    return await db.selectFrom('course_version as v').innerJoin('course as c', 'c.id', 'v.course_id').select(['c.slug', 'v.id', 'v.released_at', 'v.superseded_at']).orderBy('c.slug').execute();
  } finally {
    await db.destroy();
  }
}
/** Waits until every course of the product has a version. */
const settled = (dataDir: string) => expect.poll(async () => (await versionsIn(dataDir)).map(({ slug }) => slug), { timeout: 50_000, interval: 250 }).toEqual(courses);

describe('a first start on an empty folder', { timeout: 180_000 }, () => {
  it('stores the courses unreleased, offers one link to the first administrator, and does neither twice', async () => {
    using folder = temporaryFolder();
    let first = '';
    {
      await using server = await startServer({ dataDir: folder.path, env: { CONTENT: 'auto' } });
      await expect.poll(() => linksIn(server.output()).length, { timeout: 30_000 }).toBe(1);
      [first = ''] = linksIn(server.output());
      expect(server.output()).toContain('Nobody can administer this installation yet.');
      expect(await opens(server.url + first)).toBe(true);
      expect(await opens(`${server.url}/activate/${'x'.repeat(43)}`)).toBe(false);
      await settled(folder.path);
      expect(linksIn(server.output())).toHaveLength(1);
      expect(await server.stop()).toMatchObject({ code: 0 });
    }
    const before = await versionsIn(folder.path);
    expect(before.map(({ released_at, superseded_at }) => [released_at, superseded_at])).toEqual(courses.map(() => [null, null]));

    await using again = await startServer({ dataDir: folder.path, env: { CONTENT: 'auto' } });
    await expect.poll(() => linksIn(again.output()).length, { timeout: 30_000 }).toBe(1);
    const [second = ''] = linksIn(again.output());
    expect(second).not.toBe(first);
    expect([await opens(again.url + first), await opens(again.url + second)]).toEqual([false, true]);
    await again.stop();
    expect(await versionsIn(folder.path)).toEqual(before);
  });

  it('offers no link in a demonstration', async () => {
    using empty = temporaryFolder();
    await using demo = await startServer({ dataDir: empty.path, env: { DEMO: '1' } });
    await demo.stop();
    expect(linksIn(demo.output())).toEqual([]);
  });

  it('offers no link when somebody can administer it, and shows learners nothing of a course before it is released', async () => {
    using folder = temporaryFolder();
    await seedTestWorld(folder.path);
    await using server = await startServer({ dataDir: folder.path, env: { CONTENT: 'auto' } });
    await settled(folder.path);
    expect(linksIn(server.output())).toEqual([]);
    const cookie = await signInOverHttp(server.url);
    for (const slug of courses) expect((await ask(`${server.url}/courses/${slug}`, { headers: { cookie } })).status, slug).toBe(404);
    const admin = await signInOverHttp(server.url, 'admin');
    const page = await ask(`${server.url}/admin/courses`, { headers: { cookie: admin } });
    expect(page.status).toBe(200);
    for (const slug of courses) expect(page.text).toContain(`/admin/courses/${slug}`);
    expect((await ask(`${server.url}/admin/courses`, { headers: { cookie } })).status).toBe(403);
    const [waiting] = await versionsIn(folder.path);
    expect((await sendForm(server.url, `/admin/courses/${waiting?.slug}/release/${waiting?.id}`, {}, { cookie: admin })).status).toBe(403);
  });
});

describe('files', () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => ask(server.url + path, { method, headers });
  beforeAll(async () => void (server = await startServer({ dataDir: folder.path })));
  afterAll(async () => {
    await server.kill();
    folder[Symbol.dispose]();
  });

  it('of the public folder are sent as they are', async () => {
    for (const name of ['icons.svg', 'robots.txt', 'pictures/doc-ten-mien.svg']) expect((await get(`/${name}`)).bytes.equals(readFileSync(join(root, 'public', name))), name).toBe(true);
  });

  it('are sent compressed to whoever reads that, and in part to whoever asks for a part', async () => {
    const asset = readdirSync(join(root, 'build/client/assets')).find((name) => name.endsWith('.css')) ?? '';
    const packed = await get(`/assets/${asset}`, { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.bytes).equals(readFileSync(join(root, 'build/client/assets', asset)))).toBe(true);
    expect(await get('/icons.svg', { range: 'bytes=0-3' })).toMatchObject({ status: 206, text: '<svg' });
    expect(await get('/pictures/doc-ten-mien.svg', { range: 'bytes=0-3' })).toMatchObject({ status: 206, text: '<svg', headers: { 'content-type': 'image/svg+xml', 'x-content-type-options': 'nosniff' } });
  });

  it('that have not changed are not sent again', async () => {
    const { headers } = await get('/icons.svg');
    const known: Record<string, string> = headers.etag ? { 'if-none-match': headers.etag } : { 'if-modified-since': String(headers['last-modified']) };
    expect(await get('/icons.svg', known)).toMatchObject({ status: 304, text: '' });
  });

  it.each(['/assets/', '/assets/khong-co.css', '/pictures/', '/pictures', '/pictures/khong-co.svg', '/pictures/../../package.json', '/assets/../server/index.js', '/assets/%2e%2e/%2e%2e/server/index.js', '/../package.json', '/%2e%2e/package.json', '/.env', '/assets/%00', '/assets/%', '/build/server/index.js', '/content/README.md'])('%s is not one', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toMatch(/sideEffects|createRequestHandler|at \w+ \(/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('are no courses yet where content is stored by hand only', async () => {
    expect(await versionsIn(folder.path)).toEqual([]);
  });
});
