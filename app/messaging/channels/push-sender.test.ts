import type { Agent } from 'node:https';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import type { Reaction } from '../../../tests/support/fake-provider.ts';
import { agentTo, decrypt, pushHost, pushService, testBrowser, vapidClaims, type PushService } from '../../../tests/support/push-service.ts';
import { makeDevice } from '../../../tests/world/devices.ts';
import { letterOf } from '../../../tests/world/letters.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { readEnv } from '../../platform/env.ts';
import { vapidKeys } from '../commands/vapid-keys.server.ts';
import type { PushContent } from './push-content.ts';
import { createPushSender } from './push-sender.server.ts';

const base = 'https://hoc06.vi-du.vn';

async function world(service: PushService, source: Record<string, string> = {}) {
  const db = await freshDb();
  const clock = testClock();
  const person = await makePerson(db);
  const env = readEnv({ BASE_URL: base, PUSH: 'on', ...source });
  const sender = createPushSender({ env, db, clock }, { agent: service.agent, wholeMs: 400 });
  const letter = (changes: Parameters<typeof letterOf>[0] = {}) => letterOf({ channel: 'PUSH', address: null, recipient: { ...letterOf().recipient, id: person.id }, ...changes });
  const row = (endpoint: string) => db.selectFrom('push_subscription').selectAll().where('endpoint', '=', endpoint).executeTakeFirstOrThrow();
  return { db, clock, person, sender, letter, row, now: () => clock.now().toISOString(), [Symbol.asyncDispose]: () => db.destroy() };
}

describe('a notice for a device', () => {
  it('is encrypted for that browser alone, signed with our key, and says how long and how urgently', async () => {
    await using service = await pushService();
    await using w = await world(service);
    const device = await makeDevice(w.db, w.person, w.now());
    expect(await w.sender.send(w.letter({ urgency: 'PRIORITY' }))).toEqual({ kind: 'accepted', providerId: null });
    const [asked] = service.asked;
    if (!asked) throw new Error('nothing was sent');
    expect([asked.method, asked.host, `https://${asked.host}${asked.path}`]).toEqual(['POST', pushHost, device.given.endpoint]);
    expect(JSON.parse(decrypt(device, asked.bytes))).toEqual({
      title: 'Nhắc học bài mới', body: 'Khoá học có bài mới. Xem bài học.', url: '/inbox/0193f0a0-0000-7000-8000-000000000002', tag: '0193f0a0000070008000000000000002', lang: 'vi', again: false, stays: false,
    } satisfies PushContent);
    expect(asked.headers).toMatchObject({ 'content-encoding': 'aes128gcm', 'content-type': 'application/octet-stream', ttl: String((Date.parse('2026-11-24T01:00:00.000Z') - w.clock.now().getTime()) / 1_000), urgency: 'high', topic: '0193f0a0000070008000000000000002' });
    const { key, claims } = vapidClaims(asked.headers.authorization ?? '');
    expect([key, claims.aud, claims.sub]).toEqual([(await vapidKeys(w.db, {})).publicKey, `https://${pushHost}`, base]);
    expect(() => decrypt(testBrowser(), asked.bytes)).toThrow();
    expect(asked.body).not.toContain('Nhắc');
  });

  it('goes to every device; one that takes it is enough, one that is gone is marked', async () => {
    await using service = await pushService(({ path }) => ({ status: path.includes('gone') ? 410 : 201 }));
    await using w = await world(service);
    const phone = await makeDevice(w.db, w.person, w.now());
    const old = testBrowser();
    old.given.endpoint += 'gone';
    await makeDevice(w.db, w.person, w.now(), { browser: old });
    await makeDevice(w.db, w.person, w.now(), { browser: testBrowser('updates.push.services.mozilla.com') });
    expect(await w.sender.send(w.letter())).toMatchObject({ kind: 'accepted' });
    expect(service.asked).toHaveLength(3);
    expect([await w.row(old.given.endpoint), await w.row(phone.given.endpoint)]).toMatchObject([{ gone_at: w.now(), used_at: null }, { gone_at: null, used_at: w.now() }]);
    await w.sender.send(w.letter());
    expect(service.asked).toHaveLength(5);
  });

  it('writes down the last use once an hour', async () => {
    await using service = await pushService();
    await using w = await world(service);
    const { given } = await makeDevice(w.db, w.person, w.now());
    const used: (string | null)[] = [];
    for (const minutes of [0, 59, 2]) {
      w.clock.pass({ minutes });
      await w.sender.send(w.letter());
      used.push((await w.row(given.endpoint)).used_at);
    }
    expect([used[0] === used[1], used[2] === w.now()]).toEqual([true, true]);
  });

  it.each<[string, Reaction, object]>([
    ['404', { status: 404 }, { kind: 'refused', reason: 'NO_SUBSCRIPTION', suppress: true }],
    ['410', { status: 410 }, { kind: 'refused', reason: 'NO_SUBSCRIPTION', suppress: true }],
    ['413', { status: 413 }, { kind: 'refused', reason: 'HTTP 413' }],
    ['400', { status: 400 }, { kind: 'refused', reason: 'HTTP 400' }],
    ['a redirect', { status: 307, headers: { location: 'https://127.0.0.1:1/' } }, { kind: 'refused', reason: 'HTTP 307' }],
    ['429', { status: 429, headers: { 'retry-after': '120' } }, { kind: 'later', retryAfterSeconds: 120 }],
    ['429 with a date', { status: 429, headers: { date: 'Mon, 23 Nov 2026 01:00:00 GMT', 'retry-after': 'Mon, 23 Nov 2026 01:02:00 GMT' } }, { kind: 'later', retryAfterSeconds: 120 }],
    ['429 with nonsense', { status: 429, headers: { 'retry-after': 'soon' } }, { kind: 'later', reason: 'HTTP 429' }],
    ['500', { status: 500 }, { kind: 'later', reason: 'HTTP 500' }],
    ['503', { status: 503, headers: { 'retry-after': '30' } }, { kind: 'later', retryAfterSeconds: 30 }],
    ['403, which must not silence the others', { status: 403 }, { kind: 'later', reason: 'HTTP 403' }],
    ['silence', 'hang', { kind: 'uncertain' }],
    ['a closed connection', 'close', { kind: 'uncertain' }],
  ])('understands %s', async (_what, reaction, outcome) => {
    await using service = await pushService(() => reaction);
    await using w = await world(service);
    await makeDevice(w.db, w.person, w.now());
    const came = await w.sender.send(w.letter());
    expect(came).toMatchObject(outcome);
    if (!('retryAfterSeconds' in outcome)) expect(came).not.toHaveProperty('retryAfterSeconds');
    expect(service.asked).toHaveLength(1);
  });

  it('hopes on while one device may still take it', async () => {
    const answers: Reaction[] = [{ status: 410 }, { status: 413 }, { status: 429, headers: { 'retry-after': '600' } }, { status: 503, headers: { 'retry-after': '60' } }];
    await using service = await pushService(() => answers.shift() ?? { status: 500 });
    await using w = await world(service);
    for (let count = 0; count < 4; count += 1) await makeDevice(w.db, w.person, w.now());
    expect(await w.sender.send(w.letter())).toMatchObject({ kind: 'later', reason: 'HTTP 503', retryAfterSeconds: 60 });
  });

  it('tries later when nobody listens, or nobody vouches for the certificate', async () => {
    await using service = await pushService();
    await using stranger = await pushService();
    await using w = await world(service);
    await makeDevice(w.db, w.person, w.now());
    const through = async (agent: Agent) => {
      const sender = createPushSender({ env: readEnv({ BASE_URL: base, PUSH: 'on' }), db: w.db, clock: w.clock }, { agent });
      const came = await sender.send(w.letter());
      await sender.close?.();
      return came;
    };
    expect(await through(agentTo(1, service.cert))).toMatchObject({ kind: 'later', reason: 'ECONNREFUSED' });
    expect(await through(agentTo(stranger.port, service.cert))).toMatchObject({ kind: 'later', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(stranger.asked).toEqual([]);
  });
});

describe('a device that cannot be sent to', () => {
  it('is not called: no device, another key, an address that is no longer allowed', async () => {
    await using service = await pushService();
    await using w = await world(service);
    expect(await w.sender.send(w.letter())).toEqual({ kind: 'refused', reason: 'NO_SUBSCRIPTION', suppress: true });
    const { given } = await makeDevice(w.db, w.person, w.now());
    await w.db.updateTable('push_subscription').set({ endpoint: 'https://noi-bo.vi-du.vn/x' }).execute();
    expect(await w.sender.send(w.letter())).toEqual({ kind: 'refused', reason: 'ENDPOINT' });
    await w.db.updateTable('push_subscription').set({ endpoint: given.endpoint, vapid_key: 'another' }).execute();
    expect(await w.sender.send(w.letter())).toEqual({ kind: 'refused', reason: 'NO_SUBSCRIPTION', suppress: true });
    expect([service.asked, (await w.row(given.endpoint)).gone_at]).toEqual([[], w.now()]);
  });
});

describe('the keys', () => {
  it('are made once, also when two ask at once, and those of the environment go first', async () => {
    await using db = await freshDb();
    const [one, two] = await Promise.all([vapidKeys(db, {}), vapidKeys(db, {})]);
    expect(one).toEqual(two);
    expect(await vapidKeys(db, {})).toEqual(one);
    const own = { VAPID_PUBLIC_KEY: 'B', VAPID_PRIVATE_KEY: 'p' };
    expect(await vapidKeys(db, own)).toEqual({ publicKey: 'B', privateKey: 'p' });
  });

  it.each<[Record<string, string>, string]>([
    [{}, base],
    [{ BASE_URL: 'http://localhost:3000' }, 'mailto:hoc06@localhost.localdomain'],
    [{ BASE_URL: 'http://localhost:3000', MAIL_FROM: 'Học 06 <hoc06@vi-du.vn>' }, 'mailto:hoc06@vi-du.vn'],
  ])('name whom the push service may write to: %j', async (source, subject) => {
    await using service = await pushService();
    await using w = await world(service, source);
    await makeDevice(w.db, w.person, w.now());
    await w.sender.send(w.letter());
    expect(vapidClaims(service.asked[0]?.headers.authorization ?? '').claims.sub).toBe(subject);
  });
});
