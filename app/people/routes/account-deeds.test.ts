import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import type { TestClock } from '../../../tests/support/clock.ts';
import { call, tokenOf } from '../../../tests/world/calls.ts';
import { givePassword, makePerson, makeSession } from '../../../tests/world/people.ts';
import { signedIn } from '../../../tests/world/signed-in.ts';
import type { Actor } from '../actor.ts';
import { holdForm } from '../commands/hold-form.server.ts';
import { issueLink } from '../commands/issue-link.server.ts';
import * as account from './account.tsx';
import * as otherSessions from './account-other-sessions-ending.ts';
import * as password from './account-password.tsx';
import * as sessionEnding from './account-session-ending.ts';
import * as sessions from './account-sessions.tsx';
import * as activate from './activate.tsx';
import * as held from './held.tsx';
import * as preferences from './preferences.ts';
import * as signIn from './sign-in.tsx';
import * as signOut from './sign-out.ts';

const secret = 'con mèo nằm trên mái nhà';
const fresh = 'bầy sếu bay qua đồng chiêm';
let db: Db;
let clock: TestClock;
let person: Actor;
let token: string;
beforeEach(async () => {
  ({ db, clock, person, token } = await signedIn({ staffNo: 'CB-1', email: 'an@vi-du.invalid' }));
});
const at = (path: string) => ({ db, clock, path });
const sentBack = (body: unknown) => (body as { faults: Record<string, { vi: string; en: string }>; values: Record<string, string> });
const look = async (as: string) => (await call(account.loader, { ...at('/account'), token: as })).status;

describe('signing in', () => {
  it.each([['/account', '/account'], ['//evil.example', '/'], ['https://evil.example', '/'], ['', '/'], ['/a\\b', '/']])('with next %j leads to %s with a cookie of its own', async (next, location) => {
    await givePassword(db, person, { password: secret });
    const answer = await call(signIn.action, { ...at('/sign-in'), form: { identifier: 'cb-1', password: secret, next } });
    expect(answer).toMatchObject({ status: 303, location });
    expect(answer.cookie).toMatch(/^hoc06_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await look(tokenOf(answer))).toBe(200);
  });

  it.each([[{ identifier: '', password: '' }, ['identifier', 'password']], [{}, ['identifier', 'password']], [{ identifier: 'x'.repeat(201), password: 'y' }, ['identifier']], [{ identifier: 'x', password: 'y'.repeat(501) }, ['password']], [{ identifier: 'nobody', password: 'y' }, ['form']]])('with %j is refused', async (form, fields) => {
    const answer = await call(signIn.action, { ...at('/sign-in'), form: form as Record<string, string> });
    const { faults, values } = sentBack(answer.body);
    expect([answer.status, Object.keys(faults), answer.cookie]).toEqual([422, fields, null]);
    expect(values).not.toHaveProperty('password');
  });
});

describe('signing out', () => {
  it('ends the session, takes the cookie back, and is recorded', async () => {
    const answer = await call(signOut.action, { ...at('/sign-out'), token, form: {} });
    expect(answer).toMatchObject({ status: 303, location: '/sign-in' });
    expect(answer.cookie).toContain('Max-Age=0');
    expect(await look(token)).toBe(302);
    expect(await db.selectFrom('audit_event').select(['action', 'actor_id', 'object_id']).execute()).toEqual([{ action: 'session.end', actor_id: person.id, object_id: person.sessionId }]);
  });

  it('is no fault without a session, or with one that is over', async () => {
    clock.pass({ minutes: 31 });
    for (const as of [undefined, token, 'x'.repeat(43)]) expect(await call(signOut.action, { ...at('/sign-out'), form: {}, ...(as ? { token: as } : {}) })).toMatchObject({ status: 303, location: '/sign-in' });
    expect(await db.selectFrom('audit_event').select('action').execute()).toEqual([]);
  });

  it.each([['/sign-out', signOut.loader], ['/preferences', preferences.loader]] as const)('a look at %s leads home', async (path, loader) => {
    expect(await call(loader, at(path))).toMatchObject({ status: 303, location: '/' });
  });
});

describe('a session', () => {
  it('lives as long as it is used, up to its last hour', async () => {
    for (let half = 1; half < 24; half += 1) {
      clock.pass({ minutes: 29 });
      expect(await look(token), String(half)).toBe(200);
    }
    clock.pass({ minutes: 29 });
    expect(await look(token)).toBe(200);
    clock.set('2026-11-23T13:00:00.000Z');
    expect(await look(token)).toBe(302);
  });

  it.each([[29, 200], [30, 302], [31, 302]])('after %i minutes without a click answers %i', async (minutes, status) => {
    clock.pass({ minutes });
    expect(await look(token)).toBe(status);
  });

  it('notes its use at most once a minute', async () => {
    const seen = async () => (await db.selectFrom('session').select('last_seen_at').executeTakeFirstOrThrow()).last_seen_at;
    clock.pass({ seconds: 60 });
    await look(token);
    expect(await seen()).toBe('2026-11-23T01:00:00.000Z');
    clock.pass({ seconds: 1 });
    await look(token);
    expect(await seen()).toBe('2026-11-23T01:01:01.000Z');
  });

  it.each(['', 'short', 'x'.repeat(43), `${'x'.repeat(42)}=`, "' or 1=1 --"])('is not opened by the cookie %j', async (cookie) => {
    expect(await look(cookie)).toBe(302);
  });

  it('of somebody else cannot be ended', async () => {
    const other = await makePerson(db);
    const theirs = await makeSession(db, other, clock.now().toISOString(), { id: 'theirs' });
    expect((await call(sessionEnding.action, { ...at('/x'), params: { sessionId: 'theirs' }, token, form: {} })).status).toBe(404);
    expect(await look(theirs)).toBe(200);
  });

  it.each([['one', sessionEnding.loader], ['others', otherSessions.loader]] as const)('a reload after ending %s leads back to the list', async (_which, loader) => {
    expect(await call(loader, { ...at('/x'), token, params: { sessionId: 'x' } })).toMatchObject({ status: 303, location: '/account/sessions' });
  });
});

describe('preferences', () => {
  const choose = (form: Record<string, string>, as?: string) => call(preferences.action, { ...at('/preferences'), form, ...(as ? { token: as } : {}) });

  it.each([[{ locale: 'en' }, 'en.system'], [{ theme: 'dark' }, 'vi.dark'], [{ locale: 'en', theme: 'light' }, 'en.light'], [{}, 'vi.system']])('%j are kept in a cookie, and with the account', async (form, kept) => {
    const answer = await choose({ ...form, back: '/courses?q=a' } as Record<string, string>, token);
    expect(answer).toMatchObject({ status: 303, location: '/courses?q=a' });
    expect(answer.cookie).toContain(`hoc06_reader=${kept};`);
    const row = await db.selectFrom('user_account').select(['locale', 'theme']).executeTakeFirstOrThrow();
    expect(`${row.locale}.${row.theme}`).toBe(kept);
  });

  it('of a stranger touch no account, and never lead away', async () => {
    expect(await choose({ locale: 'en', back: '//evil.example' })).toMatchObject({ status: 303, location: '/' });
    expect(await db.selectFrom('user_account').select('locale').execute()).toEqual([{ locale: 'vi' }]);
  });

  it.each<Record<string, string>>([{ locale: 'fr' }, { theme: '<b>' }])('%j are refused', async (form) => {
    expect((await choose(form, token)).status).toBe(422);
  });
});

describe('a new password', () => {
  const change = (form: Record<string, string>) => call(password.action, { ...at('/account/password'), token, form });

  it('is refused field by field, without handing a secret back', async () => {
    await givePassword(db, person, { password: secret });
    for (const [form, field] of [[{ current: 'sai', password: fresh, again: fresh }, 'current'], [{ current: secret, password: 'ngắn', again: 'ngắn' }, 'password'], [{ current: secret, password: fresh, again: `${fresh}x` }, 'again'], [{ current: secret, password: '', again: '' }, 'password']] as const) {
      const answer = await change({ ...form, next: '/courses' });
      const { faults, values } = sentBack(answer.body);
      expect([answer.status, Object.keys(faults)[0]]).toEqual([422, field]);
      expect(values).toEqual({ next: '/courses' });
    }
    expect(await change({ current: secret, password: fresh, again: fresh, next: '' })).toMatchObject({ status: 303, location: '/account/password?saved=1' });
  });
});

describe('a kept form that was kept twice', () => {
  it('is forgotten with both its copies once it has arrived', async () => {
    const now = clock.now().toISOString();
    const first = await holdForm(db, { userId: person.id, path: '/preferences', body: 'locale=en', now });
    const second = await holdForm(db, { userId: person.id, path: `/preferences?held=${first}`, body: 'locale=en', now });
    const shown = (await call(held.loader, { ...at(`/held/${second}`), params: { id: second }, token })).body as { action: string };
    expect(await call(preferences.action, { ...at(shown.action), token, form: { locale: 'en' } })).toMatchObject({ status: 303 });
    expect(await db.selectFrom('held_form').select('id').execute()).toEqual([]);
  });

  it.each([[0, 200], [1439, 200], [1440, 404]])('is there after %i minutes: %i', async (minutes, status) => {
    const id = await holdForm(db, { userId: person.id, path: '/x', body: '', now: clock.now().toISOString() });
    clock.pass({ minutes });
    const as = await makeSession(db, person, clock.now().toISOString(), { id: 'later' });
    expect((await call(held.loader, { ...at('/x'), params: { id }, token: as })).status).toBe(status);
  });
});

describe('the first administrator’s form', () => {
  it('says at each field what is wrong with it, and keeps what may be kept', async () => {
    const link = await db.transaction().execute((tx) => issueLink(tx, { userId: null, purpose: 'FIRST_ADMIN', createdBy: null, now: clock.now(), hours: 1 }));
    const send = async (form: Record<string, string>) => sentBack((await call(activate.action, { ...at('/x'), params: { token: link.token }, form })).body);
    const good = { fullName: 'Đỗ Hạnh', email: 'hanh@vi-du.invalid', password: fresh, again: fresh };
    expect(Object.keys((await send({ ...good, email: 'sai' })).faults)).toEqual(['email']);
    expect(Object.keys((await send({ ...good, fullName: '' })).faults)).toEqual(['fullName']);
    expect(Object.keys((await send({ ...good, fullName: '123', email: 'sai' })).faults)).toEqual(['fullName', 'email']);
    expect(Object.keys((await send({ ...good, again: 'khác' })).faults)).toEqual(['again']);
    expect((await send({ ...good, email: 'sai' })).values).toEqual({ fullName: 'Đỗ Hạnh', email: 'sai' });
  });
});

it.each([['/account', account.loader], ['/account/password', password.loader], ['/account/sessions', sessions.loader], ['/held/x', held.loader]] as const)('%s asks a stranger to sign in and comes back', async (path, loader) => {
  expect(await call(loader, { ...at(path), params: { id: 'x' } })).toMatchObject({ status: 302, location: `/sign-in?next=${encodeURIComponent(path)}` });
});
