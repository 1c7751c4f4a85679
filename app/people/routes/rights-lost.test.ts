import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call, testPorts } from '../../../tests/world/calls.ts';
import { givePassword, makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Grant } from '../actor.ts';
import { revokeRole } from '../commands/change-roles.server.ts';
import { disableAccount } from '../commands/disable-account.server.ts';
import { reactivateAccount } from '../commands/reactivate-account.server.ts';
import { recordLeave } from '../commands/record-leave.server.ts';
import { transferPerson } from '../commands/transfer-person.server.ts';
import { endSessionsOf } from '../commands/unlock-account.server.ts';
import * as account from './account.tsx';
import * as audit from './admin-audit.tsx';
import * as people from './admin-people.tsx';
import * as person from './admin-person.tsx';
import * as edit from './admin-person-edit.tsx';
import * as unlocking from './admin-person-unlocking.ts';

/** What an administrator in the middle of her work meets at her next click, after somebody has changed something about her. */
let db: Db;
let clock: TestClock;
let ward: string;
let elsewhere: string;
let boss: Actor;
let trainer: Actor;
let clerk: Actor;
let token: string;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  [ward, elsewhere] = [await makeUnit(db, { name: 'UBND phường A' }), await makeUnit(db, { name: 'UBND xã B' })];
  boss = await makePerson(db, { unitId: elsewhere, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  trainer = await makePerson(db, { unitId: ward, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: ward }] });
  clerk = await makePerson(db, { fullName: 'Mai Lan', unitId: ward, staffNo: 'CB-9' });
  token = await makeSession(db, trainer, clock.now().toISOString());
});
const ports = () => testPorts(db, clock);
const get = async (route: { loader: Parameters<typeof call>[0] }, path: string, params = {}) => (await call(route.loader, { db, clock, path, params, token })).status;
const whole = () => Promise.all([get(account, '/account'), get(people, '/admin/people'), get(person, '/x', { id: clerk.id })]);
const save = (form = {}) => call(edit.action, { db, clock, path: '/x', params: { id: clerk.id }, token, form: { fullName: 'Đổi Tên', email: '', staffNo: 'CB-9', category: '', revision: '0', ...form } });
const nameOf = async () => (await db.selectFrom('user_account').select('full_name').where('id', '=', clerk.id).executeTakeFirstOrThrow()).full_name;

it('works before anything happens', async () => {
  expect(await whole()).toEqual([200, 200, 200]);
  expect(await save()).toMatchObject({ status: 303 });
});

describe('at the next click', () => {
  it('a revoked role is gone, and the form in hand is not saved', async () => {
    const held = await db.selectFrom('role_assignment').select('id').where('user_id', '=', trainer.id).executeTakeFirstOrThrow();
    await revokeRole(ports(), boss, trainer.id, held.id);
    expect(await whole()).toEqual([200, 403, 403]);
    expect((await save()).status).toBe(403);
    expect(await nameOf()).toBe('Mai Lan');
  });

  it('a role that was narrowed to another unit hides the people of the first', async () => {
    await db.updateTable('role_assignment').set({ unit_id: elsewhere }).where('user_id', '=', trainer.id).execute();
    expect(await whole()).toEqual([200, 200, 404]);
    expect((await save()).status).toBe(404);
  });

  it('a person who moved out of the unit is not found, with whatever was typed about her', async () => {
    await transferPerson(ports(), boss, { id: clerk.id, revision: 0 }, { unitId: elsewhere, position: 'Công chức', on: '2026-11-23' });
    expect((await save({ revision: '1' })).status).toBe(404);
    expect(await nameOf()).toBe('Mai Lan');
  });

  it('a person who was given a larger right can be seen, but not changed', async () => {
    await db.insertInto('role_assignment').values({ id: 'r', user_id: clerk.id, role: 'AUDITOR', scope: 'ALL', unit_id: null, granted_by: boss.id, granted_at: clock.now().toISOString(), revoked_at: null }).execute();
    expect(await get(person, '/x', { id: clerk.id })).toBe(200);
    expect([await get(edit, '/x', { id: clerk.id }), (await save()).status]).toEqual([403, 403]);
  });

  it('the own move to another unit leaves the right where it was given', async () => {
    await transferPerson(ports(), boss, { id: trainer.id, revision: 0 }, { unitId: elsewhere, position: 'Công chức', on: '2026-11-23' });
    expect(await whole()).toEqual([200, 200, 200]);
  });

  it.each<[string, () => Promise<{ ok: boolean }>]>([
    ['a disabled account', () => disableAccount(ports(), boss, { id: trainer.id, revision: 0 })],
    ['somebody who has left', () => recordLeave(ports(), boss, { id: trainer.id, revision: 0 }, { on: '2026-11-23' })],
    ['somebody who was signed out everywhere', () => endSessionsOf(ports(), boss, { id: trainer.id, revision: 0 })],
  ])('%s is a stranger', async (_what, deed) => {
    expect(await deed()).toMatchObject({ ok: true });
    expect(await whole()).toEqual([302, 302, 302]);
    expect(await save()).toMatchObject({ status: 303, location: '/sign-in' });
    expect(await nameOf()).toBe('Mai Lan');
    expect(await db.selectFrom('held_form').select('id').execute()).toEqual([]);
  });

  it('an account that was disabled and taken back needs a new session', async () => {
    await disableAccount(ports(), boss, { id: trainer.id, revision: 0 });
    await reactivateAccount(ports(), boss, { id: trainer.id, revision: 1 }, {});
    expect(await get(account, '/account')).toBe(302);
    token = await makeSession(db, trainer, clock.now().toISOString(), { id: 'new' });
    expect(await whole()).toEqual([200, 200, 200]);
  });

  it('somebody who left and came back has lost her roles', async () => {
    await recordLeave(ports(), boss, { id: trainer.id, revision: 0 }, { on: '2026-11-22' });
    await reactivateAccount(ports(), boss, { id: trainer.id, revision: 1 }, { unitId: ward, position: 'Công chức', on: '2026-11-23' });
    token = await makeSession(db, trainer, clock.now().toISOString(), { id: 'new' });
    expect(await whole()).toEqual([200, 403, 403]);
  });

  it('a password that somebody else has set comes first, before any right', async () => {
    await givePassword(db, trainer, { mustChange: true });
    expect(await whole()).toEqual([303, 303, 303]);
    expect(await save()).toMatchObject({ status: 303, location: '/account/password' });
    expect(await nameOf()).toBe('Mai Lan');
  });
});

describe('the second of two tabs', () => {
  it('is told that somebody was faster, and keeps what was typed', async () => {
    expect(await save({ fullName: 'Tên Thứ Nhất' })).toMatchObject({ status: 303 });
    const second = await save({ fullName: 'Tên Thứ Hai' });
    expect(second).toMatchObject({ status: 422, body: { faults: { form: expect.anything() }, values: { fullName: 'Tên Thứ Hai' } } });
    expect(await nameOf()).toBe('Tên Thứ Nhất');
  });

  it.each(['-1', '0.5', 'abc', '1e400', '9007199254740993', '１', '1'])('with the revision %j is refused', async (revision) => {
    expect((await save({ revision })).status).toBe(422);
    expect(await nameOf()).toBe('Mai Lan');
  });

  it('of a deed without a form of its own becomes a conflict', async () => {
    const unlock = () => call(unlocking.action, { db, clock, path: '/x', params: { id: clerk.id }, token, form: { revision: '0' } });
    const answers = await Promise.all([unlock(), unlock()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect(await db.selectFrom('audit_event').select('action').execute()).toEqual([{ action: 'account.unlock' }]);
  });
});

it.each<[Grant['role'], number]>([['AUDITOR', 200], ['TRAINING_ADMIN', 403], ['UNIT_LEADER', 403]])('the log is open to %s: %i, and looking at it leaves no row', async (role, status) => {
  await db.updateTable('role_assignment').set({ role }).where('user_id', '=', trainer.id).execute();
  expect(await get(audit, '/admin/audit')).toBe(status);
  expect(await db.selectFrom('audit_event').select('seq').execute()).toEqual([]);
});
