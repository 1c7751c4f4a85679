import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { givePassword, makePerson } from '../../tests/world/people.ts';
import { visitorOf } from '../../tests/world/visits.ts';
import { signIn } from '../people/commands/sign-in.server.ts';
import { roles, type Actor } from '../people/actor.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { tellBrokenSettings } from './broken-settings.server.ts';
import { changeSetting, getSettingPage } from './settings-list.server.ts';
import * as form from './setting.tsx';
import * as withdrawal from './setting-withdrawal.ts';
import { withdrawPlanned } from './withdraw-setting.server.ts';

const today = '2026-11-23';
const key = 'people.lockout-policy';
let db: Db;
let clock: TestClock;
let admin: Actor;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
});
afterEach(() => db.destroy());

const markNow = async (of = key) => (await getSettingPage(db, of, today)).mark;
const plan = async (from: string, failures: number) => changeSetting(testPorts(db, clock), admin, { key, value: `{"failures":${failures},"minutes":15}`, from, legalBasis: 'Quyết định số 5', mark: await markNow() });
const withdraw = async (from: string, given: { key?: string; mark?: string } = {}, by = admin) => withdrawPlanned(testPorts(db, clock), by, { key, from, mark: await markNow(), ...given });
const rows = () => db.selectFrom('setting').select(['valid_from as from', 'valid_to as to']).where('key', '=', key).orderBy('valid_from').execute();

describe('a planned value', () => {
  it('is taken back, what holds goes on, and the log says so', async () => {
    await plan('2026-12-01', 6);
    await plan('2027-01-01', 7);
    expect(await withdraw('2026-12-01')).toEqual({ ok: true });
    expect(await rows()).toEqual([{ from: '2027-01-01', to: null }]);
    const [row] = await db.selectFrom('audit_event').select(['action', 'object_id as of', 'details']).orderBy('seq', 'desc').limit(1).execute();
    expect([row?.action, row?.of, JSON.parse(row?.details ?? '{}')]).toEqual(['setting.withdraw', key, { on: '2026-12-01', value: '{"failures":6,"minutes":15}', reason: 'Quyết định số 5' }]);
    expect(await withdraw('2026-12-01')).toEqual({ ok: true });
  });

  it('is not taken back once it holds, by a form that another one overtook, or by anybody else', async () => {
    await plan('2026-12-01', 6);
    const mark = await markNow();
    await plan('2027-01-01', 7);
    expect(await withdraw('2026-12-01', { mark })).toMatchObject({ ok: false, faults: { form: {} } });
    for (const role of roles.filter((one) => one !== 'SYSTEM_ADMIN')) await expect(withdraw('2026-12-01', {}, await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] })), role).rejects.toMatchObject({ kind: 'forbidden' });
    for (const other of ['people.nothing', 'learning.reminder-policy']) await expect(withdraw('2026-12-01', { key: other, mark: '' })).rejects.toMatchObject({ kind: 'not-found' });
    clock.set('2026-11-30T17:00:00.000Z');
    expect(await withdraw('2026-12-01')).toMatchObject({ ok: false, faults: { form: {} } });
    expect(await rows()).toHaveLength(2);
  });

  it('has its button on the page of the setting, and nothing else has', async () => {
    await db.insertInto('setting').values({ id: newId(), key, value: '{"failures":5,"minutes":15}', valid_from: '2026-01-01', valid_to: null, legal_basis: null }).execute();
    await plan('2026-12-01', 6);
    const me = await visitorOf(db, clock, admin);
    const page = await me.see(form as never, `/admin/settings/${key}`, { key });
    expect(page.match(/\/withdrawal"/g)).toHaveLength(1);
    expect(page).toContain('aria-label="Bỏ giá trị từ 01/12/2026"');
    const sent = { from: '2026-12-01', mark: await markNow() };
    expect(await me.post(withdrawal.action as never, '/x', { key }, { ...sent, mark: 'old' })).toMatchObject({ status: 409 });
    expect(await me.post(withdrawal.action as never, '/x', { key }, sent)).toMatchObject({ status: 303, location: '/admin/settings?done=withdrawn' });
    expect(await me.see(form as never, `/admin/settings/${key}`, { key })).not.toContain('/withdrawal"');
  });
});

describe('a stored value that does not fit', () => {
  it('ends no signing in, and is told to the log', async () => {
    for (const of of ['people.session-policy', key, 'people.password-policy']) await db.insertInto('setting').values({ id: newId(), key: of, value: '{"idleMinutes":"nhiều"}', valid_from: '2026-01-01', valid_to: null, legal_basis: null }).execute();
    const told: object[] = [];
    await tellBrokenSettings(db, today, { warn: (facts: object) => void told.push(facts) } as unknown as Log);
    expect(told.map((facts) => (facts as { setting: string }).setting).toSorted()).toEqual([key, 'people.password-policy', 'people.session-policy']);
    await givePassword(db, admin, { password: 'con mèo nằm trên mái nhà' });
    const [{ email } = { email: '' }] = await db.selectFrom('user_account').select('email').where('id', '=', admin.id).execute();
    expect(await signIn(testPorts(db, clock), { identifier: email ?? '', password: 'con mèo nằm trên mái nhà' }, { userAgent: 'test', address: '10.0.0.1' })).toMatchObject({ ok: true });
    expect(await db.selectFrom('session').select('idle_minutes').execute()).toEqual([{ idle_minutes: 15 }]);
  });

  it('is nothing to tell while all values fit', async () => {
    await plan('2026-12-01', 6);
    await tellBrokenSettings(db, '2026-12-02', { warn: () => expect.unreachable() } as unknown as Log);
  });
});

it('limits of requests may begin today, as no other setting may', async () => {
  const value = JSON.stringify({ write: { points: 300, seconds: 60 }, 'sign-in': { points: 30, seconds: 300 }, 'public-lookup': { points: 60, seconds: 60 }, suggestion: { points: 600, seconds: 60 } });
  const set = async (of: string, typed: string) => changeSetting(testPorts(db, clock), admin, { key: of, value: typed, from: today, legalBasis: 'Quyết định số 6', mark: await markNow(of) });
  expect(await set('platform.rate-limits', value)).toEqual({ ok: true });
  expect(await set('platform.rate-limits', value.replace('"points":300', '"points":5'))).toMatchObject({ ok: false, faults: { value: {} } });
  expect(await set(key, '{"failures":6,"minutes":15}')).toMatchObject({ ok: false, faults: { from: {} } });
});
