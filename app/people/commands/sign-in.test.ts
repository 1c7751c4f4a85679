import { expect, it } from 'vitest';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { givePassword, makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import { findSessionActor } from '../queries/session-actor.server.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { signIn } from './sign-in.server.ts';
import { unlockAccount } from './unlock-account.server.ts';

const password = 'con mèo nằm trên mái nhà';
const device = { userAgent: 'test', address: '10.0.0.1' };

async function scene() {
  const db = await freshDb();
  const clock = testClock();
  const person = await makePerson(db, { staffNo: 'CB-77', email: 'duong@vi-du.invalid' });
  await givePassword(db, person, { password });
  const attempt = (text: string, identifier = 'CB-77') => signIn(testPorts(db, clock), { identifier, password: text }, device);
  const look = (token: string) => findSessionActor(db, sha256(token), clock.now().toISOString(), '2026-11-23');
  return { db, clock, person, attempt, look };
}

it.each(['CB-77', ' cb-77 ', 'duong@vi-du.invalid', 'Duong@Vi-Du.invalid'])('signs in as %j', async (identifier) => {
  const { db, attempt, person } = await scene();
  await using _ = db;
  expect(await attempt(password, identifier)).toMatchObject({ ok: true });
  expect(await db.selectFrom('session').select(['user_id', 'idle_minutes', 'address']).execute()).toEqual([{ user_id: person.id, idle_minutes: 30, address: '10.0.0.1' }]);
  expect(await db.selectFrom('audit_event').select(['action', 'actor_id']).execute()).toEqual([{ action: 'session.start', actor_id: person.id }]);
});

it('takes a password typed in decomposed letters', async () => {
  const { db, attempt } = await scene();
  await using _ = db;
  expect(await attempt(password.normalize('NFD'))).toMatchObject({ ok: true });
});

it('answers an unknown name as it answers a wrong password, and hashes for both', async () => {
  const { db, attempt } = await scene();
  await using _ = db;
  expect(await attempt('sai')).toEqual(await attempt('sai', 'nobody@vi-du.invalid'));
  expect(await attempt(password, "' or 1=1 --")).toEqual({ ok: false, reason: 'wrong' });
});

it('locks after five wrong passwords, also for the right one, and opens again by itself', async () => {
  const { db, clock, attempt, person } = await scene();
  await using _ = db;
  for (let at = 1; at <= 4; at += 1) expect(await attempt('sai')).toEqual({ ok: false, reason: 'wrong' });
  expect(await attempt('sai')).toEqual({ ok: false, reason: 'locked', minutes: 15 });
  clock.pass({ minutes: 5 });
  expect(await attempt(password)).toEqual({ ok: false, reason: 'locked', minutes: 10 });
  clock.pass({ minutes: 10 });
  expect(await attempt(password)).toMatchObject({ ok: true });
  expect(await db.selectFrom('audit_event').select('object_id').where('action', '=', 'account.lock').execute()).toEqual([{ object_id: person.id }]);
  expect(await findAuditBreak(db)).toBeNull();
});

it('counts wrong passwords that arrive together', async () => {
  const { db, attempt } = await scene();
  await using _ = db;
  await Promise.all(Array.from({ length: 5 }, () => attempt('sai')));
  expect(await attempt(password)).toMatchObject({ ok: false, reason: 'locked' });
});

it('forgets earlier failures after a right password', async () => {
  const { db, attempt } = await scene();
  await using _ = db;
  for (let at = 1; at <= 4; at += 1) await attempt('sai');
  await attempt(password);
  expect(await attempt('sai')).toEqual({ ok: false, reason: 'wrong' });
});

it('lets in at once after an administrator has unlocked the account', async () => {
  const { db, clock, attempt, person } = await scene();
  await using _ = db;
  const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  for (let at = 1; at <= 5; at += 1) await attempt('sai');
  expect(await unlockAccount(testPorts(db, clock), admin, { id: person.id, revision: 0 })).toMatchObject({ ok: true });
  expect(await attempt(password)).toMatchObject({ ok: true });
});

it('tells a disabled account and an expired temporary password only to whoever knows the password', async () => {
  const { db, clock, attempt, person } = await scene();
  await using _ = db;
  await db.updateTable('credential').set({ expires_at: clock.now().toISOString() }).execute();
  expect([await attempt('sai'), await attempt(password)]).toEqual([{ ok: false, reason: 'wrong' }, { ok: false, reason: 'expired-password' }]);
  await db.updateTable('user_account').set({ disabled_at: clock.now().toISOString() }).where('id', '=', person.id).execute();
  expect([await attempt('sai'), await attempt(password)]).toEqual([{ ok: false, reason: 'wrong' }, { ok: false, reason: 'disabled' }]);
});

it('never signs in a service account', async () => {
  const { db, attempt, person } = await scene();
  await using _ = db;
  await db.updateTable('user_account').set({ account_kind: 'SERVICE' }).where('id', '=', person.id).execute();
  expect(await attempt(password)).toEqual({ ok: false, reason: 'wrong' });
});

it('ends a session that nobody used, and one that is too old', async () => {
  const { db, clock, person, look } = await scene();
  await using _ = db;
  const now = clock.now().toISOString();
  const [idle, old] = [await makeSession(db, person, now, { id: 'idle', idleMinutes: 30 }), await makeSession(db, person, now, { id: 'old', idleMinutes: 10_000, hours: 12 })];
  clock.pass({ minutes: 29 });
  expect([(await look(idle))?.state, (await look(old))?.state]).toEqual(['live', 'live']);
  clock.pass({ minutes: 1 });
  expect([(await look(idle))?.state, (await look(old))?.state]).toEqual(['expired', 'live']);
  clock.pass({ minutes: 11 * 60 + 30 });
  expect((await look(old))?.state).toBe('expired');
});

it('does not know a revoked session, nor any session of a disabled account', async () => {
  const { db, clock, person, look } = await scene();
  await using _ = db;
  const now = clock.now().toISOString();
  const [one, other] = [await makeSession(db, person, now, { id: 'one' }), await makeSession(db, person, now, { id: 'other' })];
  await db.updateTable('session').set({ revoked_at: now }).where('id', '=', 'one').execute();
  expect([await look(one), (await look(other))?.state]).toEqual([null, 'live']);
  await db.updateTable('user_account').set({ disabled_at: now }).execute();
  expect(await look(other)).toBeNull();
});

it('gives people with rights over others a shorter idle time', async () => {
  await using db = await freshDb();
  const person = await makePerson(db, { staffNo: 'QT-1', unitId: await makeUnit(db), grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] });
  await givePassword(db, person, { password });
  await signIn(testPorts(db, testClock()), { identifier: 'QT-1', password }, device);
  expect(await db.selectFrom('session').select('idle_minutes').executeTakeFirstOrThrow()).toEqual({ idle_minutes: 15 });
});
