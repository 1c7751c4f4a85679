import type { AppLoadContext } from '@remix-run/node';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import type { TestClock } from '../../../tests/support/clock.ts';
import { testBrowser } from '../../../tests/support/push-service.ts';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { call } from '../../../tests/world/calls.ts';
import { makeDevice } from '../../../tests/world/devices.ts';
import { givePassword, makePerson, makeSession } from '../../../tests/world/people.ts';
import { signedIn } from '../../../tests/world/signed-in.ts';
import type { Actor } from '../../people/actor.ts';
import * as signInRoute from '../../people/routes/sign-in.tsx';
import { readEnv } from '../../platform/env.ts';
import { createRateLimiter } from '../../platform/http/rate-limit.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import * as removal from './device-removal.ts';
import * as subscription from './device-subscription.ts';
import * as preferences from './preferences.tsx';
import * as renewal from './push-renewal.ts';

let db: Db;
let clock: TestClock;
let person: Actor;
let token: string;
beforeEach(async () => {
  ({ db, clock, person, token } = await signedIn());
});

const on: Partial<AppLoadContext> = { env: readEnv({ BASE_URL: 'https://hoc06.vi-du.vn', PUSH: 'on' }) };
type Handler = Parameters<typeof call>[0];
const json = { accept: 'application/json' };
const send = (action: unknown, path: string, form: Record<string, string>, { as = token, cookie, params = {}, context = on }: { as?: string | null; cookie?: string; params?: Record<string, string>; context?: Partial<AppLoadContext> } = {}) =>
  call(action as Handler, { db, clock, path, params, form, headers: { ...json, ...(cookie ? { cookie } : {}) }, context, ...(as ? { token: as } : {}) });
const subscribe = (form: Record<string, string> = testBrowser().given, options: Parameters<typeof send>[3] = {}) => send(subscription.action, '/account/devices', form, options);
const card = async (cookie?: string, context = on, query = '') => {
  const { body } = await call(preferences.loader as Handler, { db, clock, path: `/account/notices${query}`, token, headers: cookie ? { cookie } : {}, context });
  return body as { done: string | null; devices: { here: { id: string } | null; others: unknown[]; publicKey: string } | null };
};
const cookieOf = (answer: { cookie: string | null }) => (answer.cookie ?? '').split(';')[0] ?? '';
const rows = () => db.selectFrom('push_subscription').selectAll().execute();

describe('turning notices on', () => {
  it('names the browser by a cookie that scripts cannot read, keeps only its hash, and knows it again', async () => {
    const answer = await subscribe();
    expect(answer.status).toBe(200);
    expect(answer.cookie).toMatch(/^hoc06_device=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = cookieOf(answer);
    const [row] = await rows();
    expect([row?.device_hash, row?.user_id]).toEqual([sha256(cookie.split('=')[1] ?? ''), person.id]);
    expect(JSON.parse(answer.text ?? '')).toEqual({ id: row?.id });
    expect(await card(cookie)).toMatchObject({ devices: { here: { id: row?.id }, others: [] } });
    expect(await card()).toMatchObject({ devices: { here: null, others: [{ id: row?.id }] } });
    expect(cookieOf(await subscribe(testBrowser().given, { cookie }))).toBe(cookie);
    expect(await rows()).toHaveLength(1);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['an address inside the house', { endpoint: 'https://127.0.0.1/x' }],
    ['an address without end', { endpoint: `https://fcm.googleapis.com/${'x'.repeat(5_000)}` }],
    ['a key that is too short', { p256dh: 'BAAA' }],
    ['a key that is no point', { p256dh: `B${'A'.repeat(86)}` }],
    ['a secret that is too long', { auth: 'A'.repeat(23) }],
    ['signs that break out', { auth: `"><script>alert(1)</` }],
  ])('refuses %s in words, keeping nothing', async (what, changes) => {
    const answer = await subscribe(what === 'nothing' ? {} : { ...testBrowser().given, ...changes });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/Vui lòng/);
    expect([await rows(), answer.cookie]).toEqual([[], null]);
  });

  it('refuses an eleventh device, and says what to do', async () => {
    for (let count = 0; count < 10; count += 1) await makeDevice(db, person, clock.now().toISOString());
    const answer = await subscribe();
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('Đã có 10 thiết bị')]);
  });

  it('is limited per person', async () => {
    const context = { ...on, spendPoint: createRateLimiter(true) };
    const given = testBrowser().given;
    const statuses: number[] = [];
    for (let count = 0; count < 21; count += 1) statuses.push((await subscribe(given, { context })).status);
    expect([statuses.slice(0, 20).every((status) => status === 200), statuses[20]]).toEqual([true, 429]);
  });

  it('is for who is signed in, and only where push is on', async () => {
    expect((await subscribe(testBrowser().given, { as: null })).status).toBe(401);
    for (const source of [{}, { PUSH: 'off', BASE_URL: 'https://hoc06.vi-du.vn' }]) {
      const context = { env: readEnv(source) };
      expect((await subscribe(testBrowser().given, { context })).status).toBe(404);
      expect((await send(renewal.action, '/push-renewal', testBrowser().given, { context })).status).toBe(404);
      expect(await card(undefined, context)).toMatchObject({ devices: null });
    }
    expect(await rows()).toEqual([]);
  });
});

describe('a shared machine', () => {
  it('is known by its name when the next person signs in, and the notices of the one before rest', async () => {
    const cookie = cookieOf(await subscribe());
    clock.pass({ minutes: 1 });
    const next = await makePerson(db, { staffNo: 'CB-99' });
    await givePassword(db, next, { password: 'con mèo nằm trên mái nhà' });
    const form = { identifier: 'CB-99', password: 'con mèo nằm trên mái nhà', next: '/' };
    expect((await send(signInRoute.action, '/sign-in', form, { as: null, cookie: `${cookie}; x=y` })).status).toBe(303);
    expect(await db.selectFrom('session').select('user_id').where('device_hash', '=', sha256(cookie.split('=')[1] ?? '')).orderBy('created_at').execute()).toEqual([{ user_id: person.id }, { user_id: next.id }]);
    const asOther = await send(signInRoute.action, '/sign-in', form, { as: null, cookie: 'hoc06_device=forged' });
    expect(asOther.status).toBe(303);
    expect(await db.selectFrom('session').select('id').where('user_id', '=', next.id).where('device_hash', 'is', null).execute()).toHaveLength(1);
  });
});

describe('removing a device', () => {
  const remove = (id: string, options: Parameters<typeof send>[3] = {}) => send(removal.action, `/account/devices/${id}/removal`, {}, { ...options, params: { id } });

  it('forgets the name of this browser, but of no other', async () => {
    const cookie = cookieOf(await subscribe());
    const { devices } = await card(cookie);
    await makeDevice(db, person, clock.now().toISOString());
    const [other] = (await card(cookie)).devices?.others ?? [];
    const { id } = other as { id: string };
    const said = async () => (await card(cookie, on, `?done=removed&device=${id}`)).done;
    expect(await said(), 'typed, and the device is there').toBeNull();
    expect(await remove(id, { cookie })).toMatchObject({ status: 303, location: `/account/notices?done=removed&device=${id}`, cookie: null });
    expect(await said()).toBe('removed');
    expect((await remove(devices?.here?.id ?? '', { cookie })).cookie).toMatch(/^hoc06_device=; Max-Age=0/);
    expect(await rows()).toEqual([]);
  });

  it('is nobody else’s deed', async () => {
    await subscribe();
    const [row] = await rows();
    const stranger = await makeSession(db, await makePerson(db), clock.now().toISOString());
    expect((await remove(row?.id ?? '', { as: stranger })).status).toBe(404);
    expect((await remove('x', {})).status).toBe(404);
    expect(await rows()).toHaveLength(1);
  });
});

describe('a new address of the browser', () => {
  it('needs the browser’s name, and no session', async () => {
    const key = await call(renewal.loader as Handler, { db, clock, path: '/push-renewal', headers: json, context: on });
    expect(JSON.parse(key.text ?? '')).toEqual({ key: (await card()).devices?.publicKey });
    const cookie = cookieOf(await subscribe());
    const fresh = testBrowser();
    for (const wrong of [undefined, 'hoc06_device=x', `hoc06_device=${'A'.repeat(43)}`]) expect((await send(renewal.action, '/push-renewal', fresh.given, { as: null, ...(wrong ? { cookie: wrong } : {}) })).status).toBe(404);
    expect((await send(renewal.action, '/push-renewal', fresh.given, { as: null, cookie })).status).toBe(200);
    expect(await rows()).toMatchObject([{ endpoint: fresh.given.endpoint, user_id: person.id }]);
  });
});

describe.each(['vi', 'en'] as const)('the page in %s', (locale) => {
  const base = { channels: [], unwanted: [], deadEmail: null, hasPhone: false };
  const draw = (devices: unknown, done?: string) => renderRoute(preferences, { data: { ...base, devices, done }, locale, path: '/account/notices' });
  const others = [{ id: 'x', device: { vi: '<b>Chrome</b>', en: '<b>Chrome</b>' }, since: '2026-11-23T01:00:00.000Z', usedAt: null, isLive: true }, { id: 'y', device: { vi: 'Edge', en: 'Edge' }, since: '2026-11-23T01:00:00.000Z', usedAt: '2026-11-24T01:00:00.000Z', isLive: false }];

  it('is whole with and without devices, and has no card where push is off', () => {
    expect(pageFaults(draw({ publicKey: 'BK', here: { id: 'h', known: 'f' }, others }, 'removed'))).toEqual([]);
    expect(pageFaults(draw({ publicKey: 'BK', here: null, others: [] }))).toEqual([]);
    expect(draw(null)).not.toContain('data-island');
  });

  it('says without scripts what stands, and shows one state', () => {
    const [off, here] = [draw({ publicKey: 'BK', here: null, others: [] }), draw({ publicKey: 'BK', here: { id: 'h', known: 'f' }, others })];
    for (const html of [off, here]) expect([...html.matchAll(/data-push="([\w-]+)"(?! hidden)/g)].map((match) => match[1])).toEqual(['plain']);
    expect(off).toContain('JavaScript');
    expect(here).toContain('action="/account/devices/h/removal"');
    expect(here).toContain('action="/account/devices/y/removal"');
    expect(here).not.toContain('<b>Chrome');
  });
});
