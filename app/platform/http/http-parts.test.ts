import { ServerResponse, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { ServerBuild } from '@remix-run/node';
import { data } from '@remix-run/node';
import { describe, expect, it } from 'vitest';
import { requestContext } from '../../../tests/support/context.ts';
import { textOf } from '../../../tests/support/page.tsx';
import { narrowBuild } from './narrow.server.ts';
import { pageBefore, plainPage } from './plain-page.ts';
import { preferencesHeader, readPreferences } from './preferences.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { scheduleSetting } from '../settings.server.ts';
import { rateLimits, signInLimit } from './limits.ts';
import { createRateLimiter, limitsOf } from './rate-limit.server.ts';
import { speakForResources } from './resource.server.ts';
import { isOpenDoor, isOwnOrigin, ownOrigins, setSecurityHeaders } from './security.server.ts';

/** A build with routes given as `id: [path, parent]`; `index` marks the index route. */
function buildOf(routes: Record<string, [path: string | undefined, parent?: string]>, module: object = {}): ServerBuild {
  const entries = Object.entries(routes).map(([id, [path, parentId]]) => [id, { id, path: path === 'index' ? undefined : path, index: path === 'index' || undefined, parentId: id === 'root' ? undefined : (parentId ?? 'root'), module }]);
  return { routes: Object.fromEntries(entries), assets: { routes: Object.fromEntries(entries.map(([id]) => [id, { id, css: ['/assets/a.css'] }])) } } as unknown as ServerBuild;
}

describe('narrowing a build', () => {
  const narrow = narrowBuild(buildOf({ root: [''], home: ['index'], courses: ['courses'], course: ['courses/:id'], other: ['courses/:id/part'], 'sign-in': ['sign-in'], lost: ['*'] }));
  const ids = (path: string, own = narrow) => Object.keys(own(path).build.routes).toSorted();

  it('keeps what can match, its children and the not-found page', () => {
    expect(ids('/')).toEqual(['home', 'lost', 'root']);
    expect(ids('/courses')).toEqual(['courses', 'lost', 'root']);
    expect(ids('/courses/1')).toEqual(['course', 'lost', 'root']);
    expect(ids('/courses/1/part')).toEqual(['lost', 'other', 'root']);
    expect(ids('/courses/1/part/')).toEqual(ids('/courses/1/part'));
    expect(Object.keys(narrow('/courses').build.assets.routes).toSorted()).toEqual(ids('/courses'));
  });

  it('gives every unknown address the same build, so that strangers cannot fill the memory', () => {
    for (const path of ['/x', '/course', '/coursesx', '/__proto__', '/constructor', '/%', '//', '/*']) expect(narrow(path).key, path).toBe(path === '//' ? '/1' : '*');
    expect(ids('/x')).toEqual(['lost', 'root']);
    expect(narrow('/x').build).toBe(narrow('/y').build);
  });

  it('tells cases apart no more than the router does', () => {
    expect(ids('/Courses/1')).toEqual(ids('/courses/1'));
  });

  it('keeps layouts without a path, parameters and optional parts everywhere', () => {
    const own = narrowBuild(buildOf({ root: [''], shell: [undefined], inside: ['inside', 'shell'], any: [':page'], maybe: ['en?/about'], fixed: ['fixed'] }));
    expect(ids('/inside', own)).toEqual(['any', 'inside', 'maybe', 'root', 'shell']);
    expect(ids('/fixed', own)).toEqual(['any', 'fixed', 'inside', 'maybe', 'root', 'shell']);
  });
});

describe('resource routes', () => {
  const call = async (answer: () => unknown, headers: Record<string, string> = {}, context = requestContext(undefined as never, testClock())) => {
    const build = speakForResources(buildOf({ root: [''], verb: ['verb'] }, { action: async () => answer(), loader: async () => answer() }));
    const route = build.routes['verb'] as unknown as { module: { action(args: unknown): Promise<Response> } };
    const args = { request: new Request('http://x/verb', { method: 'POST', headers }), params: {}, context };
    const response = await route.module.action(args).catch((thrown: unknown) => thrown as Response);
    return { status: response.status, type: response.headers.get('content-type') ?? '', retry: response.headers.get('retry-after'), text: textOf(response) || (await response.text()) };
  };
  const refusal = { kind: 'conflict', say: { vi: 'Nội dung <vừa> đổi', en: 'Just changed' } };

  it('refuse people with a page and scripts with JSON', async () => {
    const refuse = () => { throw data(refusal, { status: 409, headers: { 'Retry-After': '5' } }); };
    const page = await call(refuse, { referer: 'http://127.0.0.1:3000/form?a=1' });
    expect(page).toMatchObject({ status: 409, type: 'text/html; charset=utf-8', retry: '5' });
    expect(page.text).toContain('<p>Nội dung &lt;vừa&gt; đổi</p>');
    expect(page.text).toContain('href="/form?a=1"');
    expect(page.text).toContain('<header');
    expect((await call(refuse, { referer: 'http://elsewhere.example/form?a=1' })).text).not.toContain('href="/form');
    const json = await call(refuse, { accept: 'application/json' });
    expect([json.status, JSON.parse(json.text)]).toEqual([409, refusal]);
  });

  it('hand on answers, faults of forms and values', async () => {
    expect(await call(() => new Response('pdf', { status: 201 }))).toMatchObject({ status: 201, text: 'pdf' });
    expect(await call(() => { throw new Response(null, { status: 303 }); })).toMatchObject({ status: 303 });
    expect(await call(() => data({ ok: false, faults: { a: { vi: 'Thiếu tên', en: 'No name' } } }, { status: 422 }))).toMatchObject({ status: 422, text: expect.stringContaining('<p>Thiếu tên</p>') });
    expect(await call(() => ({ saved: 1 }))).toMatchObject({ status: 200, text: '{"saved":1}' });
  });

  it('say that something went wrong without telling what', async () => {
    const fault = await call(() => { throw new Error('column xyz'); });
    expect(fault.status).toBe(500);
    expect(fault.text).toContain('Đã có lỗi ngoài dự kiến');
    expect(fault.text).not.toContain('xyz');
  });

  it('refuse plainly where the frame of the product cannot be drawn either', async () => {
    const broken = requestContext(undefined as never, testClock(), { renderFault: () => Promise.reject(new Error('database xyz')) });
    const page = await call(() => { throw data(refusal, { status: 409 }); }, {}, broken);
    expect([page.status, page.text.includes('<p>Nội dung &#60;vừa&#62; đổi</p>'), page.text.includes('xyz')]).toEqual([409, true, false]);
  });

  it('are only those without a page', () => {
    const build = buildOf({ root: [''], page: ['page'] }, { default: () => null, loader: () => 1 });
    expect(speakForResources(build).routes['page']).toBe(build.routes['page']);
  });
});

describe('a plain page', () => {
  it('speaks the reader’s language and links to the page before only when it is ours', () => {
    expect(plainPage({ says: [{ vi: 'Một', en: 'One' }], locale: 'en', styles: ['/a.css'] })).toMatch(/lang="en".*href="\/a\.css".*<p>One<\/p>.*href="\/"/);
    expect(pageBefore('http://x/a?b=1#c', 'x')).toBe('/a?b=1');
    for (const foreign of ['http://y/a', 'http://x//evil.example', 'nonsense', null, undefined]) expect(pageBefore(foreign, 'x')).toBeUndefined();
  });
});

describe('who may write', () => {
  const allowed = ownOrigins('https://hoc06.example/sub', 3000);
  const may = (method: string, headers: Record<string, string | undefined> = {}) => isOwnOrigin({ method, headers }, allowed);

  it('is whoever comes from a page of ours', () => {
    expect(allowed).toEqual(['https://hoc06.example', 'http://localhost:3000', 'http://127.0.0.1:3000']);
    expect([may('POST', { origin: 'https://hoc06.example' }), may('POST', { 'sec-fetch-site': 'same-origin' }), may('POST', { origin: 'null', 'sec-fetch-site': 'same-origin' })]).toEqual([true, true, true]);
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(may(method, { origin: 'https://evil.example' })).toBe(true);
  });

  it.each([{}, { origin: 'null' }, { origin: 'http://hoc06.example' }, { origin: 'https://hoc06.example.evil' }, { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }])('is not somebody with %j', (headers: Record<string, string | undefined>) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'BREW']) expect(may(method, headers)).toBe(false);
  });
});

it('an open door is exactly its own address, for writing only', () => {
  const doors = [/^\/unsubscribe\/[\w.-]+$/];
  const open = (method: string, path: string) => isOpenDoor({ method, path }, doors);
  expect(open('POST', '/unsubscribe/a.b-c_d')).toBe(true);
  for (const path of ['/unsubscribe', '/unsubscribe/', '/unsubscribe/a/return', '/unsubscribe/a/', '/Unsubscribe/a', '/x/unsubscribe/a', '/unsubscribe/a%2freturn', '/unsubscribe/a\n', '/sign-in']) expect(open('POST', path), path).toBe(false);
  for (const method of ['PUT', 'DELETE', 'PATCH', 'GET']) expect(open(method, '/unsubscribe/a')).toBe(false);
});

it('security headers allow nothing that is not ours, and styles in line only while developing', () => {
  const headersFor = (secure: boolean, live?: boolean) => {
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    const nonce = setSecurityHeaders(response, secure, live);
    return { nonce, policy: String(response.getHeader('content-security-policy')), hsts: response.getHeader('strict-transport-security') };
  };
  const [plain, secure, live] = [headersFor(false), headersFor(true), headersFor(false, true)];
  expect(plain.policy).toContain(`script-src 'self' 'nonce-${plain.nonce}'; style-src 'self' 'nonce-${plain.nonce}'`);
  for (const part of ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]) expect(plain.policy).toContain(part);
  expect([plain.hsts, plain.policy.includes('upgrade'), plain.policy.includes('unsafe')]).toEqual([undefined, false, false]);
  expect([secure.hsts, secure.policy.includes('upgrade-insecure-requests')]).toEqual(['max-age=31536000; includeSubDomains', true]);
  expect(live.policy).toMatch(/style-src 'self' 'unsafe-inline'.*connect-src 'self' ws:/);
  expect(live.policy).not.toMatch(/script-src[^;]*unsafe/);
});

describe('preferences of a reader', () => {
  it('survive the cookie, and anything else means Vietnamese', () => {
    for (const reader of [{ locale: 'en', theme: 'dark' }, { locale: 'vi', theme: 'light' }, { locale: 'en', theme: 'system' }] as const) expect(readPreferences(preferencesHeader(reader, true).split(';')[0])).toEqual(reader);
    for (const cookie of [null, undefined, '', 'hoc06_reader=', 'hoc06_reader=fr.pink', 'hoc06_reader=.', 'other=en.dark', 'hoc06_reader=%E0%A4']) expect(readPreferences(cookie)).toEqual({ locale: 'vi', theme: 'system' });
    expect(preferencesHeader({ locale: 'en', theme: 'dark' }, true)).toContain('HttpOnly; Secure; SameSite=Lax');
    expect(preferencesHeader({ locale: 'en', theme: 'dark' }, false)).not.toContain('Secure');
  });
});

describe('a limit', () => {
  const twice = { name: 'test', points: 2, seconds: 60 };

  it('counts per key and name, and says how long to wait', async () => {
    const spend = createRateLimiter(true);
    await spend(twice, 'a');
    await spend(twice, 'a');
    const refused = await spend(twice, 'a').catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'limit', retryAfterSeconds: 60, say: { vi: expect.stringContaining('60 giây') } });
    await spend(twice, 'b');
    await spend({ ...twice, name: 'other' }, 'a');
    await createRateLimiter(true)(twice, 'a');
  });

  it('follows what the installation sets without a restart, and only for limits that can be set', async () => {
    await using db = await freshDb();
    const clock = testClock('2026-11-23T01:00:00.000Z');
    const spend = createRateLimiter(true, limitsOf({ db, clock, timeZone: 'Asia/Ho_Chi_Minh' }));
    const set = async (points: number) => db.transaction().execute((tx) => scheduleSetting(tx, rateLimits, { value: { ...rateLimits.fallback, 'sign-in': { points, seconds: 60 } }, from: '2026-11-23', legalBasis: 'Quyết định' }));
    const tries = async (limit = signInLimit) => {
      let passed = 0;
      for (let count = 0; count < 70; count += 1) await spend(limit, 'a').then(() => (passed += 1), () => undefined);
      return passed;
    };
    await set(10);
    expect(await tries()).toBe(10);
    await set(20);
    expect(await tries()).toBe(0);
    clock.pass({ seconds: 5 });
    expect([await tries(), await tries({ ...signInLimit, name: 'upload', points: 3 })]).toEqual([20, 3]);
    await db.updateTable('setting').set({ value: '{"sign-in":0}' }).execute();
    clock.pass({ seconds: 5 });
    expect(await tries()).toBe(60);
  });

  it('can be switched off', async () => {
    const spend = createRateLimiter(false);
    for (let count = 0; count < 5; count += 1) await spend(twice, 'a');
  });
});

it('a nonce is given once, through many more answers than chance is drawn for at a time', () => {
  const given = Array.from({ length: 1_000 }, () => setSecurityHeaders({ setHeader: () => undefined } as never, false));
  expect(new Set(given).size).toBe(1_000);
  for (const nonce of given) expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
});
