import { once } from 'node:events';
import { createServer, request as nodeRequest, type IncomingMessage } from 'node:http';
import type { ServerBuild } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ask } from '../../../tests/support/http.ts';
import { AppError } from '../errors.ts';
import { refusePlainly } from './plain-refusal.server.ts';
import { createRouteBuilder } from './route.server.ts';
import { createScriptCallLane } from './script-call.server.ts';

const { submit } = createRouteBuilder<{ id: string }>({ actorOf: async (request) => (request.headers.get('cookie') === 'who=an' ? { id: 'an' } : null), challenge: async () => Response.json({ kind: 'unauthenticated' }, { status: 401 }), detour: () => null });
const done: unknown[] = [];
const form = z.object({ q: z.coerce.number().int().min(1), note: z.string().optional() });
const save = submit({ guard: 'signed-in', params: z.object({ attempt: z.string().max(5) }), form, limit: 1_000 }, ({ actor, params, form: fields }) => (done.push({ by: actor.id, ...params, ...fields }), Response.json({ ok: true })));
const fail = submit({ guard: 'public', form: z.object({}) }, (): Response => {
  throw new Error('a fault of ours');
});
const routes = { 'attempts/:attempt/answers': { action: save }, 'attempts/:attempt/page': { action: save, default: () => null }, 'only/read': { loader: save }, fail: { action: fail } };
const build = { assets: { routes: {} }, routes: { root: { id: 'root', path: '', module: {} }, ...Object.fromEntries(Object.entries(routes).map(([path, module]) => [path, { id: path, parentId: 'root', path, module }])) } } as unknown as ServerBuild;

const logged: string[] = [];
const log = { error: (_facts: object, words: string) => void logged.push(words) } as never;
let writes = 0;
async function admit({ headers }: IncomingMessage): Promise<void> {
  if (headers.origin !== 'https://hoc06.example') throw new AppError('forbidden', { vi: 'Gửi từ trang khác', en: 'Sent by another site' });
  writes += 1;
  if (headers['x-many'] !== undefined) throw new AppError('limit', { vi: 'Chậm lại', en: 'Slow down' }, { retryAfterSeconds: 7 });
}
const lane = createScriptCallLane({ build, origin: 'https://hoc06.example', context: () => ({ log, reader: { locale: 'vi' } }) as never, observe: () => {}, failed: (error, request, response) => refusePlainly(error, request, response, { log, secure: true }), admit });
const server = createServer((request, response) => void (lane(request, response) || response.writeHead(299).end('the ordinary way')));
let url = '';

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => void (server.closeAllConnections(), server.close()));

const own = { accept: 'application/json', origin: 'https://hoc06.example', cookie: 'who=an', 'content-type': 'application/x-www-form-urlencoded' };
const call = (path: string, changes: { method?: string; headers?: Record<string, string>; body?: string } = {}) => ask(url + path, { method: 'POST', body: 'q=2', ...changes, headers: { ...own, ...changes.headers } });

describe('a call by one of our scripts', () => {
  it('reaches the action with its actor, its parameters and its form', async () => {
    const answer = await call('/attempts/a1/answers', { body: 'q=3&note=%C4%90%E1%BB%81+%C3%A1n+06' });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { ok: true }]);
    expect(done.at(-1)).toEqual({ by: 'an', attempt: 'a1', q: 3, note: 'Đề án 06' });
  });

  it.each([
    ['a plain form', '/attempts/a1/answers', { headers: { accept: 'text/html' } }],
    ['a route with a page', '/attempts/a1/page', {}],
    ['a route without an action', '/only/read', {}],
    ['an unknown address', '/attempts/a1/other', {}],
    ['an encoded address', '/attempts/a%31/answers', {}],
    ['another method', '/attempts/a1/answers', { method: 'PUT' }],
    ['a long body', '/attempts/a1/answers', { body: `q=1&note=${'x'.repeat(70_000)}` }],
  ])('is left to the ordinary way when it is %s', async (_what, path, changes) => {
    expect((await call(path, changes)).status).toBe(299);
  });

  it('is left to the ordinary way when its length is not declared', async () => {
    const status = await new Promise((resolve) => nodeRequest(`${url}/attempts/a1/answers`, { method: 'POST', headers: { ...own, 'transfer-encoding': 'chunked' } }, (response) => resolve(response.resume().statusCode)).end('q=1'));
    expect(status).toBe(299);
  });
});

describe('a call that may not be done', () => {
  it.each([
    ['from another site', { headers: { origin: 'https://evil.example' } }, 403, 'Gửi từ trang khác'],
    ['one too many', { headers: { 'x-many': '1' } }, 429, 'Chậm lại'],
  ])('%s is refused with a sentence, before the action', async (_what, changes, status, say) => {
    const before = done.length;
    const answer = await call('/attempts/a1/answers', changes);
    expect([answer.status, JSON.parse(answer.text).say.vi, done.length]).toEqual([status, say, before]);
    expect(answer.headers['retry-after']).toBe(status === 429 ? '7' : undefined);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    ['without a session', { headers: { cookie: 'who=nobody' } }, 401],
    ['with a form that does not fit', { body: 'q=none' }, 422],
    ['with more than the action takes', { body: `q=1&note=${'x'.repeat(2_000)}` }, 413],
  ])('%s gets the answer of the route builder', async (_what, changes, status) => {
    const before = done.length;
    expect((await call('/attempts/a1/answers', changes)).status).toBe(status);
    expect(done).toHaveLength(before);
  });

  it('with parameters that do not fit is not found', async () => {
    expect((await call('/attempts/a1234567/answers')).status).toBe(404);
  });

  it('says nothing of a fault of ours but that there is one, and logs it', async () => {
    const answer = await call('/fail', { body: '' });
    expect([answer.status, answer.text.includes('a fault of ours')]).toEqual([500, false]);
    expect(logged).toEqual(['unexpected error']);
  });

  it('that breaks off in the middle changes nothing and leaves the server well', async () => {
    const before = [done.length, writes];
    const broken = nodeRequest(`${url}/attempts/a1/answers`, { method: 'POST', headers: { ...own, 'content-length': '50' } });
    const [arrived, gone] = [once(server, 'request'), new Promise((resolve) => broken.on('error', () => {}).once('close', resolve))];
    broken.write('q=4');
    await arrived;
    broken.destroy();
    await gone;
    expect([done.length, writes]).toEqual(before);
    expect((await call('/attempts/a1/answers')).status).toBe(200);
  });
});
