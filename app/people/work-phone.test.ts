import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import type { TestClock } from '../../tests/support/clock.ts';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { call, testPorts } from '../../tests/world/calls.ts';
import { importWorld } from '../../tests/world/imports.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { signedIn } from '../../tests/world/signed-in.ts';
import type { Actor } from './actor.ts';
import { recordLeave } from './commands/record-leave.server.ts';
import * as account from './routes/account.tsx';
import * as newPerson from './routes/admin-people-new.tsx';
import * as personPage from './routes/admin-person.tsx';
import * as edit from './routes/admin-person-edit.tsx';

const number = '+84912345678';
const both = ['vi', 'en'] as const;
let db: Db;
let clock: TestClock;
let person: Actor;
let token: string;
let unit: string;
beforeEach(async () => {
  ({ db, clock, person, token } = await signedIn({ staffNo: 'CB-1', email: 'an@vi-du.invalid' }));
  unit = person.unitId as string;
});
const stored = async (id = person.id) => (await db.selectFrom('user_account').select(['phone', 'revision']).where('id', '=', id).executeTakeFirstOrThrow());
const audits = async () => (await db.selectFrom('audit_event').select(['actor_id', 'action', 'object_id', 'details']).orderBy('seq').execute());
const give = (phone: string | null, id = person.id) => db.updateTable('user_account').set({ phone }).where('id', '=', id).execute();

describe('her own phone number', () => {
  const send = (phone: string) => call(account.action, { db, clock, path: '/account', token, form: { phone } });
  const draw = async (locale: 'vi' | 'en' = 'vi', query = '', sent?: unknown) => renderRoute(account, { data: (await call(account.loader, { db, clock, path: `/account${query}`, token })).body, sent, locale, path: '/account' });

  it('is given, changed and taken back, each recorded without the number and counted once', async () => {
    expect(await send('0912 345 678')).toMatchObject({ status: 303, location: '/account?done=phone' });
    expect(await stored()).toEqual({ phone: number, revision: 1 });
    await send('84987654321');
    expect(await stored()).toEqual({ phone: '+84987654321', revision: 2 });
    await send('');
    expect(await stored()).toEqual({ phone: null, revision: 3 });
    const row = { actor_id: person.id, action: 'account.edit', object_id: person.id, details: '{"fields":["phone"]}' };
    expect(await audits()).toEqual([row, row, row]);
  });

  it('that stays the same is no change', async () => {
    await give(number);
    await send('+84 912 345 678');
    expect([await stored(), await audits()]).toEqual([{ phone: number, revision: 0 }, []]);
  });

  it.each(['02293871234', '091234567', 'không có', '0912345678; 0987654321', '+12025550100', '0'.repeat(41)])('%j is refused and changes nothing', async (typed) => {
    await give(number);
    const answer = await send(typed);
    expect([answer.status, Object.keys((answer.body as { faults: object }).faults), await stored()]).toEqual([422, ['phone'], { phone: number, revision: 0 }]);
  });

  it('is nobody else’s to change: a form without the field, or with another person’s id, touches nobody', async () => {
    const other = await makePerson(db, { unitId: unit });
    await give(number, other.id);
    expect((await call(account.action, { db, clock, path: '/account', token, form: {} })).status).toBe(422);
    await call(account.action, { db, clock, path: '/account', token, form: { phone: '', id: other.id } });
    expect(await stored(other.id)).toEqual({ phone: number, revision: 0 });
  });

  it.each(both)('has its place on the account page in %s: what it is for, as it is dialled, and a way to remove it', async (locale) => {
    const empty = await draw(locale);
    expect(pageFaults(empty)).toEqual([]);
    expect(empty).toContain(locale === 'vi' ? 'Không bắt buộc. Số di động này chỉ dùng' : 'Not required. This mobile number is used only');
    expect(empty).toContain('href="/account/notices"');
    expect(empty).not.toContain('<input type="hidden" name="phone" value=""/>');
    await give(number);
    const full = await draw(locale);
    expect(pageFaults(full)).toEqual([]);
    expect(full).toContain('value="0912345678"');
    expect(full).toContain('<input type="hidden" name="phone" value=""/>');
  });

  it.each(both)('says in %s what was done, and what is wrong at its field', async (locale) => {
    expect(await draw(locale, '?done=phone')).toContain(locale === 'vi' ? 'không lưu số điện thoại nào' : 'No phone number of yours is stored');
    await give(number);
    expect(await draw(locale, '?done=phone')).toContain(locale === 'vi' ? 'Đã lưu số điện thoại.' : 'has been saved');
    const { body } = await send('12');
    const html = await draw(locale, '', body);
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('value="12"');
    expect(html.split(locale === 'vi' ? 'Số điện thoại chưa đúng.' : 'The phone number is not right.')).toHaveLength(3);
  });
});

describe('the phone number of somebody else', () => {
  let admin: Actor;
  let as: string;
  beforeEach(async () => {
    admin = await makePerson(db, { unitId: unit, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: unit }] });
    as = await makeSession(db, admin, clock.now().toISOString());
  });
  const form = { fullName: 'Nguyễn Thị Thuỳ Dương', email: 'an@vi-du.invalid', staffNo: 'CB-1', category: 'CIVIL_SERVANT' };
  const change = async (fields: Record<string, string>) => call(edit.action, { db, clock, path: '/x', params: { id: person.id }, token: as, form: { ...form, revision: String((await stored()).revision), ...fields } });
  const shown = async (by: string, id = person.id) => {
    const { status, body } = await call(personPage.loader, { db, clock, path: `/admin/people/${id}`, params: { id }, token: by });
    return status === 200 ? renderRoute(personPage, { data: body, path: `/admin/people/${id}` }) : '';
  };

  it('is written, changed and removed by an administrator, recorded without the number', async () => {
    for (const [phone, kept] of [['0912 345 678', number], ['0987654321', '+84987654321'], ['', null]] as const) {
      expect((await change({ phone })).status).toBe(303);
      expect((await stored()).phone).toBe(kept);
    }
    const row = { actor_id: admin.id, action: 'account.edit', object_id: person.id, details: '{"fields":["phone"]}' };
    expect(await audits()).toEqual([row, row, row]);
  });

  it('stays when the form did not ask for it or holds the same number', async () => {
    await give(number);
    await change({});
    await change({ phone: '0912345678' });
    expect([(await stored()).phone, (await audits()).map(({ details }) => details)]).toEqual([number, ['{"fields":[]}', '{"fields":[]}']]);
  });

  it('that is wrong keeps the form', async () => {
    const answer = await change({ phone: '113' });
    expect([answer.status, Object.keys((answer.body as { faults: object }).faults), (await stored()).phone]).toEqual([422, ['phone'], null]);
  });

  it('does not come back from a form that was opened before she removed it', async () => {
    await give(number);
    await call(account.action, { db, clock, path: '/account', token, form: { phone: '' } });
    expect((await change({ phone: '0912345678', revision: '0' })).status).toBe(422);
    expect((await stored()).phone).toBeNull();
  });

  it('comes with a new person', async () => {
    const added = await call(newPerson.action, { db, clock, path: '/x', token: as, form: { ...form, email: '', staffNo: 'CB-2', unitId: unit, position: 'Công chức', joinedOn: '2026-11-01', phone: '0912345678' } });
    expect((await stored(/people\/([\w-]{36})/.exec(added.location ?? '')?.[1])).phone).toBe(number);
  });

  it('is whole only for whoever may change her, masked for whoever may only look, and in no list', async () => {
    await give(number);
    expect(await shown(as)).toContain('0912345678');
    const peer = await makePerson(db, { unitId: unit, grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    await give(number, peer.id);
    const html = await shown(as, peer.id);
    expect(html).toContain('09xx xxx 678');
    expect(html).not.toContain('912345678');
    expect(JSON.stringify((await call(personPage.loader, { db, clock, path: '/x', params: { id: peer.id }, token: as })).body)).not.toContain('912345678');
  });

  it('is forgotten when she leaves', async () => {
    await give(number);
    expect(await recordLeave(testPorts(db, clock), admin, { id: person.id, revision: 0 }, { on: '2026-11-20' })).toMatchObject({ ok: true });
    expect((await stored()).phone).toBeNull();
  });
});

describe('phone numbers of a list', () => {
  const head = 'Mã số cán bộ,Họ và tên,SĐT,Đơn vị,Ngày nghỉ\n';

  it('come with new people, change with known ones, stay where the cell is empty, and go with leavers', async () => {
    await using world = await importWorld();
    for (const staffNo of ['CB02', 'CB03', 'CB04']) await makePerson(world.db, { staffNo, fullName: 'Mai Lan', unitId: world.units.stp });
    await world.db.updateTable('user_account').set({ phone: '+84987654321' }).where('staff_no', 'in', ['CB02', 'CB03', 'CB04']).execute();
    const id = await world.check(`${head}CB01,Lê An,912345678,Sở Tư pháp,\nCB02,Mai Lan,0912.345.678,,\nCB03,Mai Lan,,,\nCB04,Mai Lan,,,31/10/2026\nCB05,Đỗ Ân,02293871234,Sở Tư pháp,\n`);
    expect(await world.outcomes(id)).toEqual(['CREATE', 'UPDATE', 'SAME', 'LEAVE', 'ERROR']);
    expect((await world.faults(id)).at(-1)).toEqual(['phone.invalid']);
    await world.run(id);
    const rows = await world.db.selectFrom('user_account').select(['staff_no', 'phone']).where('staff_no', 'like', 'CB0%').orderBy('staff_no').execute();
    expect(rows.map((row) => [row.staff_no, row.phone])).toEqual([['CB01', number], ['CB02', number], ['CB03', '+84987654321'], ['CB04', null]]);
    const log = JSON.stringify(await world.db.selectFrom('audit_event').select('details').execute());
    expect(log).not.toMatch(/912345678|987654321/);
  });

  it('do not overwrite what was changed after the check', async () => {
    await using world = await importWorld();
    const known = await makePerson(world.db, { staffNo: 'CB02', fullName: 'Mai Lan', unitId: world.units.stp });
    const id = await world.check(`${head}CB02,Mai Lan,0912345678,,\n`);
    await world.db.updateTable('user_account').set({ phone: '+84987654321' }).where('id', '=', known.id).execute();
    await world.run(id);
    expect(await world.faults(id)).toEqual([['row.changed']]);
    expect(await world.db.selectFrom('user_account').select('phone').where('id', '=', known.id).executeTakeFirst()).toEqual({ phone: '+84987654321' });
  });
});
