import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { guardOf } from '../../platform/http/route.server.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { givePassword, makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import { clearHeldForms } from '../commands/release-held-form.server.ts';
import { ensureFirstAdminLink } from '../commands/ensure-first-admin-link.server.ts';
import { call, tokenOf } from '../../../tests/world/calls.ts';
import * as account from './account.tsx';
import * as password from './account-password.tsx';
import * as activate from './activate.tsx';
import * as admin from './admin.tsx';
import * as people from './admin-people.tsx';
import * as edit from './admin-person-edit.tsx';
import * as temporary from './admin-person-temporary-password.tsx';
import * as unlocking from './admin-person-unlocking.ts';
import * as held from './held.tsx';
import * as signInPage from './sign-in.tsx';

const first = 'con mèo nằm trên mái nhà';
const second = 'bầy sếu bay qua đồng chiêm';
let db: Db;
let clock: TestClock;
let unit: string;
let boss: Actor;
let person: Actor;
let token: string;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  unit = await makeUnit(db);
  boss = await makePerson(db, { unitId: unit, staffNo: 'QT-1', grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  person = await makePerson(db, { unitId: unit, staffNo: 'CB-1' });
  token = await makeSession(db, boss, clock.now().toISOString());
});
const profile = { fullName: 'Trần "Tí" <Tèo>', email: '', staffNo: 'CB-1', category: '', revision: '0' };
const editPath = () => ({ db, clock, path: `/admin/people/${person.id}/edit`, params: { id: person.id } });

describe('a form sent with an expired session', () => {
  const expireAndSend = async () => {
    clock.pass({ minutes: 31 });
    const answer = await call(edit.action, { ...editPath(), token, form: { ...profile, fullName: 'Trần Tí', password: 'bí mật' } });
    const id = decodeURIComponent(answer.location ?? '').split('/held/')[1] ?? '';
    return { answer, id };
  };

  it('is kept for its owner, shown, sent again and then forgotten', async () => {
    const { answer, id } = await expireAndSend();
    expect(answer).toMatchObject({ status: 303, location: `/sign-in?next=${encodeURIComponent(`/held/${id}`)}` });
    const fresh = await makeSession(db, boss, clock.now().toISOString(), { id: 'fresh' });
    const shown = (await call(held.loader, { db, clock, path: `/held/${id}`, params: { id }, token: fresh })).body as { path: string; action: string; fields: { name: string; text: string }[] };
    expect(shown).toMatchObject({ path: `/admin/people/${person.id}/edit`, action: `/admin/people/${person.id}/edit?held=${id}` });
    expect(shown.fields).toContainEqual({ name: 'fullName', text: 'Trần Tí' });
    const sent = await call(edit.action, { ...editPath(), path: shown.action, token: fresh, form: Object.fromEntries(shown.fields.map((field) => [field.name, field.text])) });
    expect(sent).toMatchObject({ status: 303, location: `/admin/people/${person.id}?done=saved` });
    expect(await db.selectFrom('held_form').select('id').execute()).toEqual([]);
    expect((await call(held.loader, { db, clock, path: `/held/${id}`, params: { id }, token: fresh })).status).toBe(404);
  });

  it('never holds a password', async () => {
    await expireAndSend();
    const { body } = await db.selectFrom('held_form').select('body').executeTakeFirstOrThrow();
    expect([body.includes('fullName'), body.includes('password')]).toEqual([true, false]);
  });

  it('is nobody else’s', async () => {
    const { id } = await expireAndSend();
    const other = await makeSession(db, person, clock.now().toISOString());
    expect((await call(held.loader, { db, clock, path: `/held/${id}`, params: { id }, token: other })).status).toBe(404);
    await call(edit.action, { ...editPath(), path: `${editPath().path}?held=${id}`, token: other, form: profile });
    expect(await db.selectFrom('held_form').select('id').execute()).toEqual([{ id }]);
  });

  it('stays when what it held is refused, and goes after a day', async () => {
    const { id } = await expireAndSend();
    const fresh = await makeSession(db, boss, clock.now().toISOString(), { id: 'fresh' });
    expect((await call(edit.action, { ...editPath(), path: `${editPath().path}?held=${id}`, token: fresh, form: profile })).status).toBe(422);
    expect(await clearHeldForms(db, clock.now().toISOString())).toBe(0);
    clock.pass({ days: 1 });
    expect(await clearHeldForms(db, clock.now().toISOString())).toBe(1);
  });

  it('is not kept for a revoked session or a stranger', async () => {
    await db.updateTable('session').set({ revoked_at: clock.now().toISOString() }).execute();
    expect(await call(edit.action, { ...editPath(), token, form: profile })).toMatchObject({ status: 303, location: '/sign-in' });
    expect(await call(edit.action, { ...editPath(), form: profile })).toMatchObject({ status: 303, location: '/sign-in' });
    expect(await db.selectFrom('held_form').select('id').execute()).toEqual([]);
  });
});

describe('a temporary password', () => {
  beforeEach(() => givePassword(db, boss, { password: first, mustChange: true }));

  it('leads every page to the change, remembering where one was going', async () => {
    expect(await call(account.loader, { db, clock, path: '/account', token })).toMatchObject({ status: 303, location: '/account/password?next=%2Faccount' });
    expect(await call(people.loader, { db, clock, path: '/admin/people?q=a', token })).toMatchObject({ location: '/account/password?next=%2Fadmin%2Fpeople%3Fq%3Da' });
    expect(await call(edit.action, { ...editPath(), token, form: profile })).toMatchObject({ status: 303, location: '/account/password' });
  });

  it('is changed there, and the way goes on with a fresh cookie', async () => {
    expect((await call(password.loader, { db, clock, path: '/account/password?next=%2Faccount', token })).body).toMatchObject({ forced: true, next: '/account' });
    const changed = await call(password.action, { db, clock, path: '/account/password', token, form: { current: first, password: second, again: second, next: '/account' } });
    expect(changed).toMatchObject({ status: 303, location: '/account' });
    expect((await call(account.loader, { db, clock, path: '/account', token: tokenOf(changed) })).status).toBe(200);
    clock.pass({ seconds: 10 });
    expect((await call(account.loader, { db, clock, path: '/account', token })).status).toBe(302);
  });

  it('never sends typed passwords back', async () => {
    const refused = await call(password.action, { db, clock, path: '/account/password', token, form: { current: 'sai', password: second, again: second, next: '//evil.example' } });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).not.toContain(second);
  });
});

describe('activation pages', () => {
  it('create the first administrator', async () => {
    await db.deleteFrom('role_assignment').execute();
    const link = (await ensureFirstAdminLink(db, clock, 'http://x'))?.split('/').at(-1) ?? '';
    const at = { db, clock, path: `/activate/${link}`, params: { token: link } };
    expect(await call(activate.loader, at)).toMatchObject({ status: 200, body: { state: 'open', purpose: 'FIRST_ADMIN' } });
    expect(await call(activate.action, { ...at, form: { fullName: 'Đỗ Hạnh', email: 'sai', password: second, again: second } })).toMatchObject({ status: 422 });
    const made = await call(activate.action, { ...at, form: { fullName: 'Đỗ Hạnh', email: 'Hanh@Vi-Du.invalid', password: second, again: second } });
    expect(made).toMatchObject({ status: 303, location: '/admin' });
    expect((await call(admin.loader, { db, clock, path: '/admin', token: tokenOf(made) })).body).toEqual({ open: ['people', 'units', 'import', 'courses', 'assignments', 'exemptions', 'attempts', 'lesson-questions', 'classes', 'reminders', 'audit', 'operations', 'settings', 'channels', 'mail'] });
    expect(await call(activate.loader, at)).toMatchObject({ status: 410, body: { state: 'used', fullName: null } });
  });

  it('say that an unknown link is gone without saying more', async () => {
    expect(await call(activate.loader, { db, clock, path: '/activate/x', params: { token: 'x' } })).toMatchObject({ status: 410, body: { state: 'unknown', fullName: null } });
  });
});

describe('administration', () => {
  it('opens for each role what its policy says', async () => {
    const cards: Record<string, string[]> = { TRAINING_ADMIN: ['people', 'import', 'assignments', 'exemptions', 'attempts', 'classes', 'reminders'], CONTENT_EDITOR: ['courses', 'lesson-questions'], AUDITOR: ['assignments', 'exemptions', 'attempts', 'classes', 'reminders', 'audit'] };
    for (const [role, open] of Object.entries(cards)) {
      const actor = await makePerson(db, { grants: [{ role: role as 'AUDITOR', scope: 'ALL', unitId: null }] });
      expect((await call(admin.loader, { db, clock, path: '/admin', token: await makeSession(db, actor, clock.now().toISOString()) })).body).toEqual({ open });
    }
    const learner = await makeSession(db, person, clock.now().toISOString());
    expect((await call(admin.loader, { db, clock, path: '/admin', token: learner })).status).toBe(403);
    expect((await call(people.loader, { db, clock, path: '/admin/people', token: learner })).status).toBe(403);
    expect(await call(people.loader, { db, clock, path: '/admin/people?q=x' })).toMatchObject({ status: 302, location: '/sign-in?next=%2Fadmin%2Fpeople%3Fq%3Dx' });
  });

  it('shows a temporary password once; a reload of the answer does nothing', async () => {
    const at = { db, clock, path: `/admin/people/${person.id}/temporary-password`, params: { id: person.id }, token, form: { revision: '0' } };
    expect((await call(temporary.action, at)).body).toMatchObject({ ok: true, secret: expect.stringMatching(/^[\w-]{19}$/) });
    expect(await call(temporary.action, at)).toMatchObject({ status: 422, body: { ok: false } });
  });

  it('answers a stale click with a conflict', async () => {
    const at = { db, clock, path: '/x', params: { id: person.id }, token, form: { revision: '7' } };
    expect(await call(unlocking.action, at)).toMatchObject({ status: 409, body: { kind: 'conflict' } });
  });

  it('hands back what was typed when somebody was faster', async () => {
    await db.updateTable('user_account').set({ revision: 3 }).where('id', '=', person.id).execute();
    const answer = await call(edit.action, { ...editPath(), token, form: { ...profile, fullName: 'Trần Tí' } });
    expect(answer).toMatchObject({ status: 422, body: { faults: { form: expect.anything() }, values: { fullName: 'Trần Tí' } } });
  });
});

it('leads somebody who is signed in past the sign-in page', async () => {
  expect(await call(signInPage.loader, { db, clock, path: '/sign-in?next=%2Faccount', token })).toMatchObject({ status: 302, location: '/account' });
});

it('has a guard on every loader and action', async () => {
  const modules = import.meta.glob<Record<string, unknown>>(['./*.{ts,tsx}', '!./*.test.*'], { eager: true });
  for (const [file, module] of Object.entries(modules)) {
    for (const name of ['loader', 'action']) if (module[name]) expect(guardOf(module[name]), `${file} ${name}`).toBeDefined();
  }
});
