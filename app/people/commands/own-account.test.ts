import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { givePassword, makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import { listOwnSessions, readOwnAccount } from '../queries/own-account.server.ts';
import { findSessionActor } from '../queries/session-actor.server.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { changePassword } from './change-password.server.ts';
import { endOtherSessions } from './end-other-sessions.server.ts';
import { endSession } from './end-session.server.ts';

const first = 'con mèo nằm trên mái nhà';
const phrase = (at: number) => `bầy sếu bay qua đồng ${'mười'.repeat(at + 1)}`;

let db: Db;
let clock: TestClock;
let actor: Actor;
let token: string;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  actor = await makePerson(db, {});
  await givePassword(db, actor, { password: first, mustChange: true, expiresAt: '2026-12-01T00:00:00.000Z' });
  token = await makeSession(db, actor, clock.now().toISOString());
});

const change = (form: { current?: string; password: string; again?: string }) => changePassword(testPorts(db, clock), actor, { current: first, again: form.password, ...form });
const look = (cookie: string) => findSessionActor(db, sha256(cookie), clock.now().toISOString(), '2026-11-23');

describe('changing the password', () => {
  it('keeps this session with a fresh token and ends the others', async () => {
    const other = await makeSession(db, actor, clock.now().toISOString(), { id: 'other' });
    const outcome = await change({ password: phrase(0) });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
    expect(await look(other)).toBeNull();
    expect(await look(outcome.token)).toMatchObject({ state: 'live', actor: { id: actor.id, sessionId: actor.sessionId, mustChangePassword: false } });
  });

  it('knows this session by its former token for ten seconds, and not when it has been ended', async () => {
    await change({ password: phrase(0) });
    clock.pass({ seconds: 9.999 });
    expect(await look(token)).toMatchObject({ state: 'live', actor: { sessionId: actor.sessionId, mustChangePassword: false } });
    clock.pass({ seconds: 0.001 });
    expect(await look(token)).toBeNull();
    await change({ current: phrase(0), password: phrase(1) });
    await db.updateTable('session').set({ revoked_at: clock.now().toISOString() }).where('id', '=', actor.sessionId).execute();
    expect(await look(token)).toBeNull();
  });

  describe('sent once more', () => {
    const again = (form: Parameters<typeof change>[0] = { password: phrase(0) }) => change(form);
    const wrong = { ok: false, faults: { current: { vi: expect.stringContaining('hiện tại chưa đúng') } } };

    it('changes nothing and gives this session a token each time', async () => {
      const outcomes = [await again(), await again(), await again()];
      expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
      expect(await db.selectFrom('audit_event').select('action').execute()).toEqual([{ action: 'password.change' }]);
      expect(await db.selectFrom('password_history').select('user_id').execute()).toHaveLength(1);
      expect(await look(token)).toMatchObject({ state: 'live' });
      const last = outcomes[2];
      expect(await look(last?.ok ? last.token : '')).toMatchObject({ state: 'live', actor: { sessionId: actor.sessionId } });
    });

    it('at the same moment is one change', async () => {
      const outcomes = await Promise.all([again(), again()]);
      expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
      expect(await db.selectFrom('audit_event').select('action').execute()).toHaveLength(1);
    });

    it.each<[string, () => unknown, Parameters<typeof change>[0]?]>([
      ['ten seconds later', () => clock.pass({ seconds: 10 })],
      ['with another new password', () => undefined, { password: phrase(1) }],
      ['with two different entries', () => undefined, { password: phrase(0), again: phrase(1) }],
      ['by a session that has been ended', () => db.updateTable('session').set({ revoked_at: clock.now().toISOString() }).execute()],
      ['by another session of hers', async () => {
        await makeSession(db, actor, clock.now().toISOString(), { id: 'other' });
        actor = { ...actor, sessionId: 'other' };
      }],
    ])('%s is refused', async (_what, meanwhile, form) => {
      await change({ password: phrase(0) });
      await meanwhile();
      expect(await again(form)).toMatchObject(wrong);
      expect(await db.selectFrom('audit_event').select('action').execute()).toHaveLength(1);
    });
  });

  it('forgets that it was temporary and leaves an audit row without the password', async () => {
    await change({ password: phrase(0) });
    expect(await db.selectFrom('credential').select(['must_change', 'expires_at']).executeTakeFirstOrThrow()).toEqual({ must_change: 0, expires_at: null });
    expect(await db.selectFrom('audit_event').select(['action', 'object_id', 'details']).execute()).toEqual([{ action: 'password.change', object_id: actor.id, details: '{}' }]);
  });

  it.each([
    ['a wrong present password', { current: 'sai', password: phrase(0) }, 'current', 'hiện tại chưa đúng'],
    ['two different entries', { password: phrase(0), again: phrase(1) }, 'again', 'chưa giống nhau'],
    ['a short one', { password: 'ngan' }, 'password', 'có 4 ký tự'],
    ['the present one', { password: first }, 'password', '10 lần gần đây'],
  ] as const)('refuses %s and changes nothing', async (_what, form, field, words) => {
    const outcome = await change(form);
    expect(outcome).toMatchObject({ ok: false, faults: { [field]: { vi: expect.stringContaining(words) } } });
    expect(await look(token)).toMatchObject({ state: 'live' });
    expect(await db.selectFrom('audit_event').selectAll().execute()).toEqual([]);
  });

  it('refuses the last ten, then lets the oldest come back', async () => {
    let current = first;
    for (let at = 0; at < 11; at += 1) {
      clock.pass({ minutes: 1 });
      expect(await change({ current, password: phrase(at) })).toMatchObject({ ok: true });
      current = phrase(at);
    }
    expect(await change({ current, password: phrase(1) })).toMatchObject({ ok: false });
    expect(await change({ current, password: phrase(0) })).toMatchObject({ ok: true });
  });

  it('lets only one of two changes at once through', async () => {
    const outcomes = await Promise.all([change({ password: phrase(0) }), change({ password: phrase(1) })]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ faults: { form: { vi: expect.stringContaining('vừa được đổi') } } });
  });

  it('follows the setting of the day', async () => {
    await db.insertInto('setting').values({ id: 's', key: 'people.password-policy', value: JSON.stringify({ minLength: 8, passphraseLength: 12, history: 0 }), valid_from: '2026-11-01', legal_basis: 'thử' }).execute();
    expect(await change({ password: 'Sếu-bay-9' })).toMatchObject({ ok: true });
  });
});

describe('own sessions', () => {
  it('are listed with this one first, without those that are over', async () => {
    const now = clock.now().toISOString();
    await makeSession(db, actor, now, { id: 'phone', userAgent: 'Mozilla/5.0 (iPhone) Safari/604.1', idleMinutes: 60 });
    await makeSession(db, actor, '2026-11-22T01:00:00.000Z', { id: 'idle', hours: 100 });
    await makeSession(db, await makePerson(db), now, { id: 'foreign' });
    await db.updateTable('session').set({ last_seen_at: '2026-11-23T01:01:00.000Z' }).where('id', '=', 'phone').execute();
    clock.pass({ minutes: 2 });
    const sessions = await listOwnSessions(db, actor, clock.now().toISOString());
    expect(sessions.map((session) => [session.id, session.isThis, session.device.vi])).toEqual([[actor.sessionId, true, 'Chrome trên Windows'], ['phone', false, 'Safari trên iPhone']]);
  });

  it('end one by one, but only own ones and only once', async () => {
    const stranger = await makePerson(db);
    const now = clock.now().toISOString();
    await makeSession(db, actor, now, { id: 'phone' });
    await makeSession(db, stranger, now, { id: 'foreign' });
    await endSession(db, actor, 'phone', now);
    await expect(endSession(db, actor, 'phone', now)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(endSession(db, actor, 'foreign', now)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await db.selectFrom('session').select('id').where('revoked_at', 'is not', null).execute()).toEqual([{ id: 'phone' }]);
  });

  it('end all together except this one, with one audit row', async () => {
    const now = clock.now().toISOString();
    await makeSession(db, actor, now, { id: 'a' });
    await makeSession(db, actor, now, { id: 'b' });
    await endOtherSessions(db, actor, now);
    await endOtherSessions(db, actor, now);
    expect(await db.selectFrom('session').select('id').where('revoked_at', 'is', null).execute()).toEqual([{ id: actor.sessionId }]);
    expect(await db.selectFrom('audit_event').select(['action', 'details']).execute()).toEqual([{ action: 'session.end-others', details: '{"count":2}' }]);
  });
});

it('shows the own account with what the agency keeps', async () => {
  expect(await readOwnAccount(db, { ...actor, grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] })).toMatchObject({ fullName: actor.fullName, position: 'Công chức', category: 'CIVIL_SERVANT', roles: ['AUDITOR'], locale: 'vi' });
});
