import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import type { TestClock } from '../../../tests/support/clock.ts';
import { call, tokenOf } from '../../../tests/world/calls.ts';
import { givePassword } from '../../../tests/world/people.ts';
import { signedIn } from '../../../tests/world/signed-in.ts';
import type { Actor } from '../actor.ts';
import { safeNext } from '../rules/session-rules.ts';
import * as account from './account.tsx';
import * as password from './account-password.tsx';
import * as preferences from './preferences.ts';
import * as signIn from './sign-in.tsx';

const secret = 'con mèo nằm trên mái nhà';
const fresh = 'bầy sếu bay qua đồng chiêm';
let db: Db;
let clock: TestClock;
let person: Actor;
let token: string;
beforeEach(async () => {
  ({ db, clock, person, token } = await signedIn({ staffNo: 'CB-1' }));
});
const at = (path: string) => ({ db, clock, path });

/** Addresses that somebody may type or paste, and how a header can carry them. */
const typed: [next: string, location: string][] = [
  ['/courses?q=tiếng Việt', '/courses?q=ti%E1%BA%BFng%20Vi%E1%BB%87t'],
  ['/courses?q=ti%E1%BA%BFng', '/courses?q=ti%E1%BA%BFng'],
  ['/tìm/😀#cuối', '/t%C3%ACm/%F0%9F%98%80#cu%E1%BB%91i'],
  ['/courses?q=café', '/courses?q=caf%C3%A9'],
  ['/?a=1&a=2', '/?a=1&a=2'],
];

describe('the way on', () => {
  it.each(typed.slice(0, 2))('to %j leads there after signing in', async (next, location) => {
    await givePassword(db, person, { password: secret });
    const answer = await call(signIn.action, { ...at('/sign-in'), form: { identifier: 'CB-1', password: secret, next } });
    expect(answer).toMatchObject({ status: 303, location });
    expect((await call(account.loader, { ...at('/account'), token: tokenOf(answer) })).status).toBe(200);
  });

  it.each(typed)('to %j is open at once to whoever is signed in already', async (next, location) => {
    expect(await call(signIn.loader, { ...at(`/sign-in?next=${encodeURIComponent(next)}`), token })).toMatchObject({ status: 302, location });
  });

  it.each(typed)('back to %j after a change of language', async (back, location) => {
    expect(await call(preferences.action, { ...at('/preferences'), form: { locale: 'en', back } })).toMatchObject({ status: 303, location });
  });

  it('to an address with marks leads there after a new password', async () => {
    await givePassword(db, person, { password: secret, mustChange: true });
    const sent = { current: secret, password: fresh, again: fresh, next: '/bài-học' };
    expect(await call(password.action, { ...at('/account/password'), token, form: sent })).toMatchObject({ status: 303, location: '/b%C3%A0i-h%E1%BB%8Dc' });
  });

  it('goes through the change of a temporary password and comes out as it went in', async () => {
    await givePassword(db, person, { mustChange: true });
    const detour = await call(account.loader, { ...at('/account?q=%E1%BA%BF&next=%2F%2Fevil.example'), token });
    expect(detour.location).toBe('/account/password?next=%2Faccount%3Fq%3D%25E1%25BA%25BF%26next%3D%252F%252Fevil.example');
    const shown = await call(password.loader, { ...at(detour.location ?? ''), token });
    expect(shown.body).toMatchObject({ forced: true, next: '/account?q=%E1%BA%BF&next=%2F%2Fevil.example' });
  });
});

describe('a way that leads elsewhere', () => {
  it.each(['/\\/evil.example', '/\t/evil.example', '///evil.example', '\\\\evil.example', '/\u0000', '/\r\nSet-Cookie: a=b', ' /account', '@evil.example', 'data:text/html,x', '/ok\\'])('%j leads home', (next) => {
    expect(safeNext(next)).toBe('/');
  });

  it.each(['/\ud800', '/a\udc00b'])('%j, which no address can hold, breaks nothing', (next) => {
    expect(safeNext(next)).toMatch(/^\/[\w%]+$/);
  });

  it('is taken from the last of several fields of one name, and judged like any other', async () => {
    const form: [string, string][] = [['locale', 'vi'], ['back', '/account'], ['back', '//evil.example']];
    expect(await call(preferences.action, { ...at('/preferences'), form })).toMatchObject({ status: 303, location: '/' });
  });
});

describe('language and theme', () => {
  const choose = (form: Record<string, string>, cookie?: string, as?: string) => call(preferences.action, { ...at('/preferences'), form, headers: cookie ? { cookie } : {}, ...(as ? { token: as } : {}) });
  const kept = () => db.selectFrom('user_account').select(['locale', 'theme']).where('id', '=', person.id).executeTakeFirstOrThrow();

  it('of the account hold for whoever has a cookie of somebody else before her', async () => {
    await db.updateTable('user_account').set({ locale: 'en', theme: 'dark' }).where('id', '=', person.id).execute();
    expect((await choose({ theme: 'light' }, 'hoc06_reader=vi.system', token)).cookie).toContain('hoc06_reader=en.light;');
    expect(await kept()).toEqual({ locale: 'en', theme: 'light' });
  });

  it.each([['locale', 'VI'], ['locale', 'en '], ['locale', ''], ['theme', 'DARK'], ['theme', 'dark\u0000x'], ['theme', '__proto__']])('%s=%j is refused and changes nothing', async (field, value) => {
    expect((await choose({ [field]: value }, undefined, token)).status).toBe(422);
    expect(await kept()).toEqual({ locale: 'vi', theme: 'system' });
  });

  it('are kept for an expired session in the cookie only', async () => {
    clock.pass({ minutes: 31 });
    expect(await choose({ locale: 'en' }, undefined, token)).toMatchObject({ status: 303 });
    expect(await kept()).toEqual({ locale: 'vi', theme: 'system' });
  });

  it('leave no row in the audit log: nobody else is touched', async () => {
    await choose({ locale: 'en', theme: 'dark' }, undefined, token);
    expect(await db.selectFrom('audit_event').select('action').execute()).toEqual([]);
  });
});
