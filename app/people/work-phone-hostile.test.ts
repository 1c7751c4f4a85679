import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import type { TestClock } from '../../tests/support/clock.ts';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { call, callForFile, testPorts } from '../../tests/world/calls.ts';
import { importWorld } from '../../tests/world/imports.ts';
import { makePerson, makeSession, makeUnit } from '../../tests/world/people.ts';
import { signedIn } from '../../tests/world/signed-in.ts';
import * as preferences from '../messaging/routes/preferences.tsx';
import { roles, type Actor, type Role } from './actor.ts';
import { changeOwnPhone } from './commands/change-own-phone.server.ts';
import { disableAccount } from './commands/disable-account.server.ts';
import { editPerson } from './commands/edit-person.server.ts';
import { recordLeave } from './commands/record-leave.server.ts';
import { ownPhoneForm, profileForm } from './forms/person.ts';
import { readLine } from './rules/import-line.ts';
import * as account from './routes/account.tsx';
import * as edit from './routes/admin-person-edit.tsx';
import * as personPage from './routes/admin-person.tsx';
import * as peopleFile from './routes/admin-people-file.ts';
import * as people from './routes/admin-people.tsx';
import * as imported from './routes/import-batch.tsx';

const number = '+84912345678';
const anyForm = /0?91[ .]?2?[ .]?345[ .]?678/;
let db: Db;
let clock: TestClock;
let person: Actor;
let token: string;
let unit: string;
beforeEach(async () => {
  ({ db, clock, person, token } = await signedIn({ staffNo: 'CB-1', email: 'an@vi-du.invalid' }));
  unit = person.unitId as string;
});
const stored = async (id = person.id) => (await db.selectFrom('user_account').select('phone').where('id', '=', id).executeTakeFirstOrThrow()).phone;
const revisionOf = async (id = person.id) => (await db.selectFrom('user_account').select('revision').where('id', '=', id).executeTakeFirstOrThrow()).revision;
const give = (phone: string | null, id = person.id) => db.updateTable('user_account').set({ phone }).where('id', '=', id).execute();
const own = (form: Record<string, string> | [string, string][]) => call(account.action, { db, clock, path: '/account', token, form });
const profile = { fullName: 'Nguyễn Thị Thuỳ Dương', email: 'an@vi-du.invalid', staffNo: 'CB-1', category: 'CIVIL_SERVANT' } as const;
const administrator = (role: Role = 'TRAINING_ADMIN', unitId = unit) => makePerson(db, { unitId, grants: [{ role, scope: 'SUBTREE', unitId }] });

describe('the field of a phone number', () => {
  it.each([['02293871234'], ['113'], ['+84 0912345678'], ['０９１２３４５６７８'], ['<script>'], ['0912345678\n0987654321'], ['0912345678,'], ['9'.repeat(41)], [' '.repeat(41)]])('refuses %j, for her and for an administrator', (phone) => {
    for (const form of [ownPhoneForm.safeParse({ phone }), profileForm.safeParse({ ...profile, phone, revision: '0' })]) expect(form.error?.issues.map(({ path }) => path[0])).toEqual(['phone']);
  });

  it.each([['\u200b'], ['  '], [''], ['\u00ad\u2060']])('takes %j for none', (phone) => {
    expect(ownPhoneForm.parse({ phone })).toEqual({ phone: null });
  });

  it.each([['\u202a0912 345 678\u202c'], ['0912\u00a0345\u00a0678'], ['0912\u200b345678'], ['\t0912.345.678\r\n']])('takes %j, as it is copied from a list of contacts', (phone) => {
    expect(ownPhoneForm.parse({ phone })).toEqual({ phone: number });
  });

  it('counts the last of several, and a file or nothing for no answer at all', async () => {
    await own([['phone', '0987654321'], ['phone', '0912345678']]);
    expect(await stored()).toBe(number);
    const file = new FormData();
    file.set('phone', new File(['0987654321'], 'phone.txt'));
    const unanswered: (FormData | Record<string, string>)[] = [file, {}, { 'phone[]': '0987654321' }];
    for (const form of unanswered) expect([(await call(account.action, { db, clock, path: '/account', token, form })).status, await stored()]).toEqual([422, number]);
  });

  it('is for whoever is signed in: a session that is over or was never there changes nothing', async () => {
    await give(number);
    expect((await call(account.action, { db, clock, path: '/account', form: { phone: '' } })).status).not.toBe(200);
    clock.pass({ minutes: 31 });
    expect((await own({ phone: '' })).location ?? '').toMatch(/sign-in|dang-nhap/);
    expect(await stored()).toBe(number);
  });
});

describe('two who change a number at the same moment', () => {
  it('end with what one of them wrote, and never with both: the later page is refused', async () => {
    const admin = await administrator();
    const ports = testPorts(db, clock);
    const done = await Promise.allSettled([changeOwnPhone(ports, person, null), editPerson(ports, admin, { id: person.id, revision: 0 }, { ...profile, phone: number }), changeOwnPhone(ports, person, '+84987654321'), editPerson(ports, admin, { id: person.id, revision: 0 }, { ...profile, phone: '+84900000000' })]);
    expect(done.every(({ status }) => status === 'fulfilled')).toBe(true);
    const rows = await db.selectFrom('audit_event').select('actor_id').where('action', '=', 'account.edit').execute();
    expect([rows.length, await revisionOf()]).toEqual([2, 2]);
    expect(await stored()).toBe('+84987654321');
  });

  it('forget it when she leaves, whichever comes first', async () => {
    const admin = await administrator();
    const ports = testPorts(db, clock);
    const [left] = await Promise.allSettled([recordLeave(ports, admin, { id: person.id, revision: 0 }, { on: '2026-11-20' }), changeOwnPhone(ports, person, number)]);
    expect([left, await stored()]).toMatchObject([{ value: { ok: true } }, null]);
    await expect(changeOwnPhone(ports, person, number)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(changeOwnPhone(ports, { ...person, id: 'khong-co' }, number)).rejects.toMatchObject({ kind: 'forbidden' });
    expect([await stored(), await db.selectFrom('audit_event').select('id').where('action', '=', 'account.edit').execute()]).toEqual([null, []]);
  });

  it('change nothing once her account is closed for a while, and the number stays as it was', async () => {
    await give(number);
    expect(await disableAccount(testPorts(db, clock), await administrator(), { id: person.id, revision: 0 })).toMatchObject({ ok: true });
    await expect(changeOwnPhone(testPorts(db, clock), person, null)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await stored()).toBe(number);
  });
});

describe('a number that was kept before there was a rule', () => {
  it.each([['0912 345 678', '0912345678', '09xx xxx 678'], ['84912345678', '0912345678', '09xx xxx 678'], ['0229 3871 234', '0229 3871 234', 'xx xxx 234']])('%j is shown as %j, masked as %j, and the pages stand', async (kept, whole, masked) => {
    await give(kept);
    const mine = await call(account.loader, { db, clock, path: '/account', token });
    expect(mine.body).toMatchObject({ phone: whole });
    const [admin, looker] = [await administrator(), await makePerson(db, { unitId: unit, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: unit }] })];
    await give(kept, looker.id);
    const as = await makeSession(db, admin, clock.now().toISOString());
    const shown = async (id: string) => (await call(personPage.loader, { db, clock, path: '/x', params: { id }, token: as })).body;
    expect([await shown(person.id), await shown(looker.id)]).toMatchObject([{ person: { phone: whole } }, { person: { phone: masked } }]);
    const form = await call(edit.loader, { db, clock, path: '/x', params: { id: person.id }, token: as });
    expect(renderRoute(edit, { data: form.body, path: '/x' })).toContain(`value="${whole}"`);
  });

  it.each([['0912 345 678', false], [number, false], ['0229 3871 234', true], ['x', true], [null, true]] as const)('%j: the page of ways to be told says that SMS and Zalo do not reach her: %s', async (kept, isUnreached) => {
    await give(kept);
    const { body } = await call(preferences.loader, { db, clock, path: '/account/notices', token });
    for (const locale of ['vi', 'en'] as const) {
      const html = renderRoute(preferences, { data: body, locale, path: '/account/notices' });
      expect([html.includes('href="/account#own-phone"'), pageFaults(html)]).toEqual([isUnreached, []]);
    }
  });
});

describe('who may see and write the number of somebody else', () => {
  it.each(roles)('%s sees it whole exactly when she may change it', async (role) => {
    await give(number);
    const who = await makePerson(db, { unitId: unit, grants: [{ role, scope: 'ALL', unitId: null }] });
    const as = await makeSession(db, who, clock.now().toISOString());
    const { status, body } = await call(personPage.loader, { db, clock, path: '/x', params: { id: person.id }, token: as });
    const written = await call(edit.action, { db, clock, path: '/x', params: { id: person.id }, token: as, form: { ...profile, phone: '0987654321', revision: '0' } });
    const may = role === 'SYSTEM_ADMIN' || role === 'TRAINING_ADMIN';
    expect([status, anyForm.test(JSON.stringify(body)), written.status, await stored()]).toEqual(may ? [200, true, 303, '+84987654321'] : [403, false, 403, number]);
  });

  it('is nobody of another unit, who does not learn either that there is such a person', async () => {
    await give(number);
    const as = await makeSession(db, await administrator('TRAINING_ADMIN', await makeUnit(db, { name: 'UBND xã Khác' })), clock.now().toISOString());
    for (const id of [person.id, 'khong-co']) {
      for (const route of [personPage.loader, edit.loader]) expect((await call(route, { db, clock, path: '/x', params: { id }, token: as })).status).toBe(404);
      expect((await call(edit.action, { db, clock, path: '/x', params: { id }, token: as, form: { ...profile, phone: '', revision: '0' } })).status).toBe(404);
    }
    expect(await stored()).toBe(number);
  });

  it('is no list and no file of people, and nobody is found by it', async () => {
    await give(number);
    const as = await makeSession(db, await administrator('SYSTEM_ADMIN'), clock.now().toISOString());
    for (const q of ['', '0912345678', '912345678', number]) {
      const { body } = await call(people.loader, { db, clock, path: `/admin/people?q=${encodeURIComponent(q)}`, token: as });
      expect([q, (body as { count: number }).count > 0, JSON.stringify((body as { rows: unknown }).rows).includes('345678')]).toEqual([q, q === '', false]);
    }
    expect(await (await callForFile(peopleFile.loader, { db, clock, path: '/admin/people/file?format=csv', token: as })).text()).not.toMatch(anyForm);
  });
});

describe('the column of an import', () => {
  const read = (phone: string | { n: string }) => {
    const { line, faults } = readLine(['CB01', 'Lê An', phone], { columns: { staffNo: 0, fullName: 1, phone: 2 }, pattern: { width: null, exists: () => false }, today: '2026-11-23' });
    return [line.phone, faults.filter(({ field }) => field === 'phone')] as const;
  };

  it.each([['912345678'], [{ n: '912345678' }], ['912 345 678'], ["'0912345678"], ['="0912345678"'], [{ n: '84912345678' }], ['“0912345678”']])('reads %j', (cell) => {
    expect(read(cell)).toEqual([number, []]);
  });

  it.each([['084912345678'], ['84 84 912345678'], ['12345678'], [{ n: '9.12345678e8' }], [{ n: '912345678.5' }], ['=0912345678'], ['không có'], ['0912345678; 0987654321'], ['+'], ['2293871234']])('refuses %j without repeating it', (cell) => {
    const [phone, faults] = read(cell);
    expect([phone, faults.map(({ key, params }) => [key, params ?? null])]).toEqual([null, [['phone.invalid', null]]]);
  });

  it.each(['vi', 'en'] as const)('shows in %s what would change without the numbers, old or new', async (locale) => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB02', fullName: 'Mai Lan', unitId: world.units.stp });
    await world.db.updateTable('user_account').set({ phone: '0987 654 321' }).where('staff_no', '=', 'CB02').execute();
    const id = await world.check('Mã số cán bộ,Họ và tên,SĐT\nCB02,Mai Lan,0912345678\n');
    const { body } = await call(imported.loader, { db: world.db, clock: world.clock, path: `/imports/${id}`, params: { id }, token: await makeSession(world.db, world.admin, world.clock.now().toISOString()) });
    const html = renderRoute(imported, { data: body, locale, path: `/imports/${id}` });
    expect(html).toMatch(/09xx xxx 321 → 09xx xxx 678/);
    expect(html).not.toMatch(/912345678|987 ?654/);
  });
});
