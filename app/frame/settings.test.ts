import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { listFiles, projectRoot, readSource } from '../../tests/architecture/tree.ts';
import { call, testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { roles, type Actor } from '../people/actor.ts';
import { newId } from '../platform/ids.ts';
import { readSetting } from '../platform/settings.server.ts';
import { defineSetting } from '../platform/settings.ts';
import { readTypedValue } from './setting-value.ts';
import { allSettings, changeSetting, getSettingPage, listSettings, ownForms, type SettingChange } from './settings-list.server.ts';
import { settingsMessages } from './settings-messages.ts';
import { action, loader } from './setting.tsx';

let db: Db;
let clock: TestClock;
let admin: Actor;
const today = '2026-11-23';
const key = 'people.session-policy';
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
});
afterEach(() => db.destroy());

const setting = (wanted = key) => allSettings.find((one) => one.key === wanted) ?? expect.unreachable();
const change = async (given: Partial<SettingChange> = {}) => changeSetting(testPorts(db, clock), admin, { key, value: '{"idleMinutes":20,"staffIdleMinutes":10,"absoluteHours":8}', from: '2026-11-24', legalBasis: 'Quyết định số 5/QĐ', mark: (await getSettingPage(db, given.key ?? key, today)).mark, ...given });
const faults = (outcome: { ok: boolean; faults?: object }) => Object.keys(outcome.faults ?? {});
const held = (on: string) => readSetting(db, setting(), on);

describe('the list of settings', () => {
  it('has every one that the code declares, once, with words in both languages', () => {
    const declared = listFiles(projectRoot, ['app']).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).flatMap((file) => [...readSource(projectRoot, file).matchAll(/defineSetting(?:<[^(]*>)?\(\{\s*key: '([^']+)'/g)].map(([, found = '']) => found));
    expect(allSettings.map((one) => one.key).toSorted()).toEqual(declared.toSorted());
    for (const one of allSettings) for (const locale of ['vi', 'en'] as const) expect(settingsMessages.in(locale)(`name.${one.key}` as never), one.key).not.toContain('name.');
  });

  it('stands in the book of operations', () => {
    const book = readFileSync(join(projectRoot, 'docs/operations.md'), 'utf8');
    expect(allSettings.filter((one) => !book.includes(`\`${one.key}\``)).map((one) => one.key)).toEqual([]);
  });

  it('shows the product’s own values until one is set, then what holds and what is to come', async () => {
    const shown = async (on: string) => (await listSettings(db, on)).find((one) => one.key === key);
    expect(await shown(today)).toMatchObject({ from: null, coming: [], value: JSON.stringify(setting().fallback), formHref: `/admin/settings/${key}` });
    await change();
    expect(await shown(today)).toMatchObject({ from: null, coming: [{ from: '2026-11-24' }] });
    expect(await shown('2026-11-24')).toMatchObject({ from: '2026-11-24', coming: [], legalBasis: 'Quyết định số 5/QĐ' });
    expect((await listSettings(db, today)).filter((one) => one.key in ownForms).map((one) => one.formHref)).toEqual(Object.values(ownForms));
  });

  it('gives its own fallbacks back unchanged, as a form would send them', () => {
    for (const one of allSettings) expect(readTypedValue(one, JSON.stringify(one.fallback)), one.key).toEqual({ ok: true, value: one.fallback });
  });
});

describe('changing a setting', () => {
  it('begins on its day, keeps what held before, and leaves a row', async () => {
    const before = await held(today);
    expect(await change()).toEqual({ ok: true });
    expect([await held(today), await held('2026-11-24')]).toEqual([before, { idleMinutes: 20, staffIdleMinutes: 10, absoluteHours: 8 }]);
    expect(await db.selectFrom('audit_event').select(['action', 'object_id', 'actor_id']).where('action', '=', 'setting.change').execute()).toEqual([{ action: 'setting.change', object_id: key, actor_id: admin.id }]);
    expect((await getSettingPage(db, key, today)).rows).toMatchObject([{ from: '2026-11-24', to: null, legalBasis: 'Quyết định số 5/QĐ' }]);
  });

  it.each<[string, Partial<SettingChange>, string]>([
    ['today', { from: today }, 'from'],
    ['a day that is over', { from: '2026-01-01' }, 'from'],
    ['no JSON', { value: '{idleMinutes: 20' }, 'value'],
    ['a text for a number', { value: '{"idleMinutes":"nhiều","staffIdleMinutes":10,"absoluteHours":8}' }, 'value'],
    ['a part that is missing', { value: '{"idleMinutes":20}' }, 'value'],
    ['a part that nobody reads', { value: '{"idleMinutes":20,"staffIdleMinutes":10,"absoluteHours":8,"hours":3}' }, 'value'],
    ['nothing', { value: '' }, 'value'],
    ['a form that another one overtook', { mark: 'old' }, 'form'],
  ])('is refused for %s', async (_what, given, field) => {
    expect(faults(await change(given))).toEqual([field]);
    expect(await db.selectFrom('setting').select('key').where('key', '=', key).execute()).toEqual([]);
  });

  it('says in the reader’s language what does not fit, and where', () => {
    const read = readTypedValue(defineSetting({ key: 'x', value: z.object({ days: z.int().max(90) }) as z.ZodType<unknown>, fallback: { days: 1 }, legalBasis: '' }), '{"days":91}');
    expect(read).toMatchObject({ ok: false, fault: { vi: expect.stringMatching(/^Giá trị chưa đúng: số ngày: .*90/), en: expect.stringMatching(/^The value does not fit: days: .*90/) } });
  });

  it('is for whoever administers the system', async () => {
    for (const role of roles.filter((one) => one !== 'SYSTEM_ADMIN')) {
      const other = await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
      await expect(changeSetting(testPorts(db, clock), other, { key, value: '{}', from: '2026-12-01', legalBasis: 'Quyết định', mark: '' }), role).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(change({ key: 'learning.reminder-policy', mark: '' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(change({ key: 'people.nothing', mark: '' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('goes from the form to the list, and keeps what was typed when it is refused', async () => {
    const token = await makeSession(db, admin, clock.now().toISOString(), { id: newId() });
    const ask = (route: unknown, form?: Record<string, string>) => call(route as never, { db, clock, path: `/admin/settings/${key}`, params: { key }, token, ...(form ? { form } : {}) });
    const { mark } = (await ask(loader)).body as { mark: string };
    const form = { mark, value: '{"idleMinutes":25,"staffIdleMinutes":10,"absoluteHours":8}', from: '2026-12-01', legalBasis: 'Quyết định số 6/QĐ' };
    expect(await ask(action, { ...form, from: '31/02/2026' })).toMatchObject({ status: 422, body: { faults: { from: expect.anything() }, values: { value: form.value, legalBasis: form.legalBasis } } });
    expect(await ask(action, form)).toMatchObject({ status: 303, location: '/admin/settings?done=set' });
    expect(await ask(action, form)).toMatchObject({ status: 409, body: { faults: { form: expect.anything() } } });
  });
});
