import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testBrowser, type TestBrowser } from '../../../tests/support/push-service.ts';
import { aBrowser, makeDevice, signInWith } from '../../../tests/world/devices.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { endSession } from '../../people/commands/end-session.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { listDevices, listLiveSubscriptions } from '../queries/push-subscriptions.server.ts';
import { noteSent, removeDevice } from './keep-devices.server.ts';
import { mostDevices, renewSubscription, subscribeDevice } from './subscribe-device.server.ts';
import { vapidKeys } from './vapid-keys.server.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const [person, other] = [await makePerson(db), await makePerson(db, { fullName: 'Đỗ Thị Ế' })];
  const now = () => clock.now().toISOString();
  const vapidKey = (await vapidKeys(db, {})).publicKey;
  const subscribe = (actor: Actor, deviceHash: string, given: TestBrowser['given']) => subscribeDevice(db, actor, { ...aBrowser, deviceHash, vapidKey }, given, now());
  const rows = () => db.selectFrom('push_subscription').selectAll().orderBy('created_at').execute();
  const goesTo = async (whom: Actor) => (await listLiveSubscriptions(db, whom.id)).map(({ endpoint }) => endpoint);
  return { db, clock, person, other, now, vapidKey, subscribe, rows, goesTo, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('subscribing', () => {
  it('again changes nothing, and with a new address takes the place of the old one', async () => {
    await using w = await world();
    const device = await makeDevice(w.db, w.person, w.now());
    expect(await w.subscribe(w.person, device.hash, device.given)).toMatchObject({ ok: true });
    expect(await w.rows()).toHaveLength(1);
    const fresh = testBrowser();
    await w.subscribe(w.person, device.hash, fresh.given);
    expect((await w.rows()).map(({ endpoint }) => endpoint)).toEqual([fresh.given.endpoint]);
  });

  it.each(['https://127.0.0.1/x', 'http://fcm.googleapis.com/x', 'https://evil.example/x', 'https://fcm.googleapis.com.evil.example/x', "https://fcm.googleapis.com:1/'; drop table push_subscription; --"])('refuses the address %s', async (endpoint) => {
    await using w = await world();
    expect(await w.subscribe(w.person, 'h', { ...testBrowser().given, endpoint })).toEqual({ ok: false, why: 'ENDPOINT' });
    expect(await renewSubscription(w.db, { deviceHash: 'h', vapidKey: w.vapidKey, further: [] }, { ...testBrowser().given, endpoint })).toEqual({ ok: false, why: 'ENDPOINT' });
    expect(await w.rows()).toEqual([]);
  });

  it('refuses keys that nothing can be encrypted with', async () => {
    await using w = await world();
    const { given } = testBrowser();
    for (const bytes of [Buffer.alloc(65), Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]), Buffer.concat([Buffer.from([5]), Buffer.from(given.p256dh, 'base64url').subarray(1)])]) {
      expect(await w.subscribe(w.person, 'h', { ...given, p256dh: bytes.toString('base64url') })).toEqual({ ok: false, why: 'SHAPE' });
    }
  });

  it(`allows ${mostDevices} devices, counts no dead ones, and lets a known one through`, async () => {
    await using w = await world();
    const devices = [];
    for (let count = 0; count < mostDevices; count += 1) devices.push(await makeDevice(w.db, w.person, w.now()));
    expect(await w.subscribe(w.person, 'new', testBrowser().given)).toEqual({ ok: false, why: 'FULL' });
    const [first, second] = devices;
    if (!first || !second) throw new Error('no devices');
    expect(await w.subscribe(w.person, first.hash, first.given)).toMatchObject({ ok: true });
    await w.db.updateTable('push_subscription').set({ gone_at: w.now() }).where('device_hash', '=', second.hash).execute();
    expect(await w.subscribe(w.person, 'new', testBrowser().given)).toMatchObject({ ok: true });
    expect((await w.rows()).map((row) => row.device_hash)).not.toContain(second.hash);
    expect(await w.subscribe(w.person, 'newer', testBrowser().given)).toEqual({ ok: false, why: 'FULL' });
    expect(await w.subscribe(w.other, 'other', testBrowser().given)).toMatchObject({ ok: true });
  });

  it('keeps the cap when many ask at once', async () => {
    await using w = await world();
    const outcomes = await Promise.all(Array.from({ length: mostDevices + 5 }, (_, at) => w.subscribe(w.person, `h${at}`, testBrowser().given)));
    expect([outcomes.filter(({ ok }) => ok).length, (await w.rows()).length]).toEqual([mostDevices, mostDevices]);
  });

  it('brings a device back that its push service had given up', async () => {
    await using w = await world();
    const device = await makeDevice(w.db, w.person, w.now());
    const [row] = await listLiveSubscriptions(w.db, w.person.id);
    await noteSent(w.db, { taken: [], gone: row ? [row] : [] }, w.now());
    expect(await w.goesTo(w.person)).toEqual([]);
    await w.subscribe(w.person, device.hash, device.given);
    expect(await w.goesTo(w.person)).toEqual([device.given.endpoint]);
  });
});

describe('a browser that several people use', () => {
  it('moves to whoever turns notices on there, and only for who holds its keys', async () => {
    await using w = await world();
    const device = await makeDevice(w.db, w.person, w.now());
    expect(await w.subscribe(w.other, 'elsewhere', { ...testBrowser().given, endpoint: device.given.endpoint })).toEqual({ ok: false, why: 'TAKEN' });
    expect(await w.goesTo(w.person)).toEqual([device.given.endpoint]);
    w.clock.pass({ minutes: 1 });
    const taken = await makeDevice(w.db, w.other, w.now(), { hash: device.hash, browser: device });
    expect([await w.goesTo(w.person), await w.goesTo(w.other), (await w.rows()).length]).toEqual([[], [taken.given.endpoint], 1]);
    // The name of the browser was lost with its cookies; its keys were not.
    w.clock.pass({ minutes: 1 });
    await makeDevice(w.db, w.person, w.now(), { browser: device });
    expect([await w.goesTo(w.person), await w.goesTo(w.other)]).toEqual([[device.given.endpoint], []]);
  });

  it('rests from signing out to signing in again, and while somebody else is signed in', async () => {
    await using w = await world();
    const device = await makeDevice(w.db, w.person, w.now());
    const seen: boolean[] = [];
    const look = async () => void seen.push((await w.goesTo(w.person)).length === 1);
    await endSession(w.db, w.person, device.sessionId, w.now());
    await look();
    w.clock.pass({ minutes: 1 });
    await signInWith(w.db, w.person, w.now(), device.hash);
    await look();
    w.clock.pass({ minutes: 1 });
    await signInWith(w.db, w.other, w.now(), device.hash);
    await look();
    w.clock.pass({ minutes: 1 });
    await signInWith(w.db, w.person, w.now(), device.hash);
    await look();
    // A session that runs out leaves the browser to its last reader.
    w.clock.pass({ minutes: 30 * 24 * 60 });
    await look();
    expect(seen).toEqual([false, true, false, true, true]);
    expect(await listDevices(w.db, w.person.id, null)).toMatchObject({ here: null, others: [{ device: { vi: 'Chrome trên Android' }, usedAt: null, isLive: true }] });
  });

  it('is shown to its own person only, this one apart, and can be removed by her only', async () => {
    await using w = await world();
    const [phone, desk] = [await makeDevice(w.db, w.person, w.now()), await makeDevice(w.db, w.person, w.now())];
    const { here, others } = await listDevices(w.db, w.person.id, phone.hash);
    expect([here?.known, others.length]).toEqual([sha256(phone.given.endpoint), 1]);
    expect(await listDevices(w.db, w.other.id, phone.hash)).toEqual({ here: null, others: [] });
    await expect(removeDevice(w.db, w.other.id, here?.id ?? '')).rejects.toThrow('not-found');
    expect(await removeDevice(w.db, w.person.id, here?.id ?? '')).toBe(phone.hash);
    expect(await w.goesTo(w.person)).toEqual([desk.given.endpoint]);
  });
});

describe('a browser with a new address', () => {
  it('says so by its name, whoever is signed in, and stays whose it is', async () => {
    await using w = await world();
    const device = await makeDevice(w.db, w.person, w.now());
    await w.db.updateTable('push_subscription').set({ gone_at: w.now(), vapid_key: 'old' }).execute();
    const fresh = testBrowser();
    const renew = (deviceHash: string, given = fresh.given) => renewSubscription(w.db, { deviceHash, vapidKey: w.vapidKey, further: [] }, given);
    expect(await renew('unknown')).toEqual({ ok: false, why: 'UNKNOWN' });
    expect(await renew(device.hash)).toMatchObject({ ok: true });
    expect(await w.rows()).toMatchObject([{ user_id: w.person.id, endpoint: fresh.given.endpoint, p256dh: fresh.given.p256dh, vapid_key: w.vapidKey, gone_at: null }]);
    const another = await makeDevice(w.db, w.other, w.now());
    expect(await renew(device.hash, another.given)).toEqual({ ok: false, why: 'TAKEN' });
    expect(await renew(device.hash, { ...testBrowser().given, p256dh: Buffer.alloc(65).toString('base64url') })).toEqual({ ok: false, why: 'SHAPE' });
  });

  it('is not marked as gone for what became of the old one', async () => {
    await using w = await world();
    const device = await makeDevice(w.db, w.person, w.now());
    const [old] = await listLiveSubscriptions(w.db, w.person.id);
    await renewSubscription(w.db, { deviceHash: device.hash, vapidKey: w.vapidKey, further: [] }, testBrowser().given);
    await noteSent(w.db, { taken: [], gone: old ? [old] : [] }, w.now());
    expect(await w.goesTo(w.person)).toHaveLength(1);
  });
});
