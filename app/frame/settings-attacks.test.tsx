import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { drawPart, wordsOf } from '../../tests/support/page.tsx';
import { call, testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { changeReminderPolicy } from '../learning/commands/change-reminder-policy.server.ts';
import { reminderPolicyPage } from '../learning/queries/reminder-policy.server.ts';
import type { ReminderPolicy } from '../learning/rules/reminder-policy.ts';
import { roles, type Actor } from '../people/actor.ts';
import { newId } from '../platform/ids.ts';
import { fitsShape, listSettingRows, readSetting } from '../platform/settings.server.ts';
import { defineSetting } from '../platform/settings.ts';
import { readTypedValue } from './setting-value.ts';
import { allSettings, changeSetting, getSettingPage, listSettings, ownForms, type SettingChange } from './settings-list.server.ts';
import { SettingForm, SettingsList } from './settings-pages.tsx';
import { action, loader } from './setting.tsx';
import { loader as listLoader } from './settings.tsx';

let db: Db;
let clock: TestClock;
let admin: Actor;
const today = '2026-11-23';
const tomorrow = '2026-11-24';
const key = 'people.session-policy';
const policy = (idleMinutes: number) => JSON.stringify({ idleMinutes, staffIdleMinutes: 10, absoluteHours: 8 });
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
});
afterEach(() => db.destroy());

const setting = (wanted = key) => allSettings.find((one) => one.key === wanted) ?? expect.unreachable();
const pageOf = (wanted = key) => getSettingPage(db, wanted, today);
async function change(given: Partial<SettingChange> = {}, by = admin) {
  const wanted = { key, value: policy(20), from: tomorrow, legalBasis: 'Quyết định số 5/QĐ', ...given };
  return changeSetting(testPorts(db, clock), by, { ...wanted, mark: given.mark ?? (await pageOf(wanted.key)).mark });
}
const faults = (outcome: { ok: boolean; faults?: object }) => Object.keys(outcome.faults ?? {});
/** A row as an earlier release or somebody at the database left it. */
const put = (value: string, from: string, to: string | null = null, of = key) => db.insertInto('setting').values({ id: newId(), key: of, value, valid_from: from, valid_to: to, legal_basis: null }).execute();
const rows = () => db.selectFrom('setting').select(['value', 'valid_from', 'valid_to']).where('key', '=', key).orderBy('valid_from').execute();

/** Every place of a value in which a number stands, as a function that puts another one there. */
function numbersIn(value: unknown): ((other: unknown) => unknown)[] {
  if (typeof value === 'number') return [(other) => other];
  if (Array.isArray(value)) return value.flatMap((item: unknown, at) => numbersIn(item).map((put) => (other: unknown) => value.with(at, put(other))));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => numbersIn(item).map((put) => (other: unknown) => ({ ...value, [name]: put(other) })));
}

describe('a number that no office means', () => {
  const withNumbers = allSettings.filter((one) => numbersIn(one.fallback).length > 0).map((one) => [one.key, one] as const);

  // As a period they all end in the year 287396 or in no date at all: whoever signs in then meets a fault.
  it.each(withNumbers)('%s takes none beyond a human measure, in none of its parts', (_key, one) => {
    for (const place of numbersIn(one.fallback)) {
      for (const huge of [Number.MAX_SAFE_INTEGER, 1e15, 1e300, 1_000_000, -1, -0.5, Number.MIN_SAFE_INTEGER]) expect(readTypedValue(one, JSON.stringify(place(huge))).ok, `${huge}`).toBe(false);
    }
  });

  it.each(withNumbers)('%s takes nothing that looks like a number', (_key, one) => {
    for (const place of numbersIn(one.fallback)) {
      for (const other of ['7', 'NaN', null, true, [7], { valueOf: 7 }, '']) expect(readTypedValue(one, JSON.stringify(place(other))).ok, JSON.stringify(other)).toBe(false);
    }
  });

  it.each(['1e400', '-1e400', '1e309', 'NaN', 'Infinity', '-Infinity', '0x10', '017', '1_000', '+7', '7.', '.7', '१०'])('%s is not one day', (typed) => {
    for (const wanted of ['people.abandoned-import-days', 'messaging.daily-cap', 'contest.appeal-days']) expect(readTypedValue(setting(wanted), typed), wanted).toMatchObject({ ok: false, fault: { vi: expect.any(String), en: expect.any(String) } });
  });

  it('of hours and minutes always leaves a date that a session, a lock and a handed over password can end on', () => {
    for (const wanted of ['people.session-policy', 'people.lockout-policy', 'people.handover-policy']) {
      for (const place of numbersIn(setting(wanted).fallback)) {
        for (const hours of [1, 24, 720, 1_440, 8_760, 1e6, 1e9, 2_400_000_000, 1e13]) {
          if (readTypedValue(setting(wanted), JSON.stringify(place(hours))).ok) expect(new Date(clock.now().getTime() + hours * 3_600_000).getUTCFullYear(), `${wanted} ${hours}`).toBeLessThan(2030);
        }
      }
    }
  });

  it('asks no password of more letters than one may have', () => {
    const asked = (minLength: number, passphraseLength: number) => readTypedValue(setting('people.password-policy'), JSON.stringify({ minLength, passphraseLength, history: 0 })).ok;
    expect([asked(8, 12), asked(64, 128), asked(65, 128), asked(64, 129), asked(201, 20), asked(14, 201)]).toEqual([true, true, false, false, false, false]);
  });

  it.each([
    ['people.session-policy', { idleMinutes: 5, staffIdleMinutes: 5, absoluteHours: 1 }, { idleMinutes: 1_440, staffIdleMinutes: 1_440, absoluteHours: 720 }],
    ['people.lockout-policy', { failures: 3, minutes: 1 }, { failures: 100, minutes: 1_440 }],
    ['people.handover-policy', { temporaryPasswordHours: 1, activationLinkHours: 1, firstAdminLinkHours: 1 }, { temporaryPasswordHours: 720, activationLinkHours: 720, firstAdminLinkHours: 720 }],
    ['people.idle-account-policy', { enabled: true, days: 7 }, { enabled: true, days: 3_650 }],
    ['people.abandoned-import-days', 1, 3_650],
    ['people.import-row-days', 1, 3_650],
  ])('%s has its least and its most, and nothing on either side', (wanted, least, most) => {
    const takes = (value: unknown) => readTypedValue(setting(wanted), JSON.stringify(value)).ok;
    expect([takes(least), takes(most)]).toEqual([true, true]);
    for (const place of numbersIn(least).keys()) {
      const [low, high] = [numbersIn(least)[place]!, numbersIn(most)[place]!];
      const at = (value: unknown): number => Object.values(typeof value === 'object' ? (value as object) : { value }).filter((one): one is number => typeof one === 'number')[place] ?? Number.NaN;
      expect([takes(low(at(least) - 1)), takes(high(at(most) + 1))], `${place}`).toEqual([false, false]);
    }
  });
});

describe('a value that means harm', () => {
  it.each([
    ['another prototype', '{"idleMinutes":20,"staffIdleMinutes":10,"absoluteHours":8,"__proto__":{"isAdmin":true}}', '__proto__'],
    ['a constructor', '{"idleMinutes":20,"staffIdleMinutes":10,"absoluteHours":8,"constructor":{"prototype":{}}}', 'constructor'],
    ['a part in capital letters', '{"idleMinutes":20,"staffIdleMinutes":10,"absoluteHours":8,"IdleMinutes":5}', 'IdleMinutes'],
    ['a part with markup', '{"idleMinutes":20,"staffIdleMinutes":10,"absoluteHours":8,"<b>":5}', '<b>'],
    ['a part without a name', '{"idleMinutes":20,"staffIdleMinutes":10,"absoluteHours":8,"":5}', ''],
  ])('%s is named and refused', async (_what, value, named) => {
    const outcome = await change({ value });
    expect(outcome).toMatchObject({ ok: false, faults: { value: { vi: expect.stringContaining(`: ${named}`), en: expect.stringContaining(`: ${named}`) } } });
    expect([({} as { isAdmin?: boolean }).isAdmin, await rows()]).toEqual([undefined, []]);
  });

  it.each(['null', '[]', '"x"', 'true', '0', '{}', '[[[[[[]]]]]]', '{"idleMinutes":{"idleMinutes":{}}}', '\u0000', '{"idleMinutes":20}{"idleMinutes":20}', "{'idleMinutes':20}", '// x', '﻿', '{"idleMinutes":20,}'])('%j is no policy of sessions', async (value) => {
    expect(faults(await change({ value }))).toEqual(['value']);
  });

  it('of thousands of parts, or very deep, is answered and not carried out', () => {
    const [long, deep] = [JSON.stringify(Array.from({ length: 10_000 }, () => 'SMS')), `${'['.repeat(2_000)}${']'.repeat(2_000)}`];
    for (const one of allSettings) for (const typed of [deep, `{"a":${deep}}`, JSON.stringify(Array.from({ length: 10_000 }, () => 1))]) expect(readTypedValue(one, typed).ok, one.key).toBe(false);
    expect(readTypedValue(setting('tickets.office-hours'), `{"spans":${long}}`).ok).toBe(false);
    expect(readTypedValue(setting('reports.monthly'), JSON.stringify({ ...(setting('reports.monthly').fallback as object), remindBefore: Array.from({ length: 10_000 }, () => 1) })).ok).toBe(false);
  });

  it('says in either language at most three things that do not fit', () => {
    const read = readTypedValue(setting('tickets.targets'), '{}');
    if (read.ok) return expect.unreachable();
    for (const words of [read.fault.vi, read.fault.en]) expect(words.split(';')).toHaveLength(3);
    expect(read.fault.vi).not.toBe(read.fault.en);
  });

  it('never ends in a fault, whatever is typed, and what is taken can be read again as it was', () => {
    fc.assert(fc.property(fc.constantFrom(...allSettings), fc.oneof(fc.string(), fc.json(), fc.json().map((inner) => `{"idleMinutes":${inner}}`)), (one, typed) => {
      const read = readTypedValue(one, typed);
      if (read.ok) expect(readTypedValue(one, JSON.stringify(read.value))).toEqual(read);
      else expect([read.fault.vi.length > 10, read.fault.en.length > 10]).toEqual([true, true]);
    }), { numRuns: 500 });
  });

  it('is stored as it was read: the last of two parts with one name', async () => {
    await change({ value: '{"idleMinutes":5,"staffIdleMinutes":10,"absoluteHours":8,"idleMinutes":30}' });
    expect((await rows()).map(({ value }) => value)).toEqual([policy(30)]);
  });
});

describe('a key that nobody has', () => {
  it.each(['', '..', '../people.session-policy', 'people.session-policy/', 'PEOPLE.SESSION-POLICY', 'people.session-policy ', 'people%2Esession-policy', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'people', '%', "' or 1=1 --", 'people.session-polıcy', 'x'.repeat(60)])('%j is found by no page and changed by no form', async (wanted) => {
    await expect(getSettingPage(db, wanted, today)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(change({ key: wanted, mark: '' })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await db.selectFrom('setting').select('key').where('key', '=', wanted).execute()).toEqual([]);
  });

  it('is the same to a loader, and so is one that is too long', async () => {
    const token = await makeSession(db, admin, clock.now().toISOString(), { id: newId() });
    for (const wanted of ['..', '__proto__', 'PEOPLE.SESSION-POLICY', 'x'.repeat(61), 'x'.repeat(10_000), ...Object.keys(ownForms)]) {
      const answer = await call(loader as never, { db, clock, path: '/admin/settings/x', params: { key: wanted }, token });
      expect(answer.status, wanted.slice(0, 40)).toBe(404);
    }
  });
});

describe('the day from which it holds', () => {
  it.each([
    ['2026-11-22', '2026-11-23T16:59:59.999Z', false],
    ['2026-11-23', '2026-11-23T16:59:59.999Z', false],
    ['2026-11-24', '2026-11-23T16:59:59.999Z', true],
    // Midnight in Vietnam is 17:00 in UTC: what was tomorrow is today.
    ['2026-11-24', '2026-11-23T17:00:00.000Z', false],
    ['2026-11-25', '2026-11-23T17:00:00.000Z', true],
    ['2099-12-31', '2026-11-23T17:00:00.000Z', true],
  ])('%s, sent at %s, is taken: %s', async (from, at, isTaken) => {
    clock.set(at);
    expect((await change({ from })).ok).toBe(isTaken);
  });

  it.each<[string, string | null]>([['2026-12-01', '2026-12-01'], ['01/12/2026', '2026-12-01'], ['1/12/2026', '2026-12-01'], [' 01/12/2026 ', '2026-12-01'], ['31/02/2027', null], ['2027-02-29', null], ['2028-02-29', '2028-02-29'], ['12/2026', null], ['', null], ['ngày mai', null], ['2026-12-01T00:00', null], ['99999-01-01', null], ['0000-01-01', null]])('%j is read as people write it: %s', async (typed, day) => {
    const token = await makeSession(db, admin, clock.now().toISOString(), { id: newId() });
    const answer = await call(action as never, { db, clock, path: `/admin/settings/${key}`, params: { key }, token, form: { mark: (await pageOf()).mark, value: policy(25), from: typed, legalBasis: 'Quyết định số 6/QĐ' } });
    expect([answer.status, (await rows()).map(({ valid_from }) => valid_from)]).toEqual(day === null ? [422, []] : [303, [day]]);
  });
});

describe('a value that is to begin later', () => {
  it('may have an earlier one put before it, which says until when it holds', async () => {
    await change({ from: '2027-01-01', value: policy(40) });
    await change({ from: '2026-12-01', value: policy(30) });
    expect(await rows()).toEqual([{ value: policy(30), valid_from: '2026-12-01', valid_to: '2027-01-01' }, { value: policy(40), valid_from: '2027-01-01', valid_to: null }]);
    await change({ from: '2026-12-01', value: policy(35) });
    expect((await rows()).map(({ value, valid_to }) => [value, valid_to])).toEqual([[policy(35), '2027-01-01'], [policy(40), null]]);
    expect(await pageOf()).toMatchObject({ from: null, coming: [{ from: '2026-12-01', value: policy(35) }, { from: '2027-01-01', value: policy(40) }] });
  });

  it('leaves no day with two values and none without, in whatever order they are set', async () => {
    const days = ['2026-11-24', '2026-11-25', '2026-12-01', '2027-01-01', '2028-02-29'];
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...days), fc.integer({ min: 5, max: 1_440 })), { minLength: 1, maxLength: 8 }), async (steps) => {
      await db.deleteFrom('setting').execute();
      const expected = new Map<string, number>();
      for (const [from, idle] of steps) {
        expect(await change({ from, value: policy(idle) })).toEqual({ ok: true });
        expected.set(from, idle);
      }
      const stored = await rows();
      expect(stored.map(({ valid_to }) => valid_to)).toEqual([...stored.slice(1).map(({ valid_from }) => valid_from), null]);
      for (const on of [today, ...days, '2029-01-01']) {
        const last = [...expected.keys()].toSorted().findLast((from) => from <= on);
        expect(await readSetting(db, setting(), on)).toMatchObject(last ? { idleMinutes: expected.get(last) } : (setting().fallback as object));
      }
    }), { numRuns: 15 });
  });
});

describe('two administrators at once', () => {
  it('cannot overwrite each other: one of two forms of the same page is refused', async () => {
    const other = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const { mark } = await pageOf();
    const outcomes = await Promise.all([change({ mark, value: policy(20) }), change({ mark, value: policy(30) }, other), change({ mark, value: policy(40), from: '2027-01-01' }, other)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => !ok).flatMap(faults)).toEqual(['form', 'form']);
    expect([(await rows()).length, (await db.selectFrom('audit_event').select('id').where('action', '=', 'setting.change').execute()).length]).toEqual([1, 1]);
  });

  it('do not stand in each other’s way with different settings', async () => {
    const [one, two] = ['people.abandoned-import-days', 'people.import-row-days'];
    const outcomes = await Promise.all([change({ key: one, value: '9' }), change({ key: two, value: '40' })]);
    expect(outcomes).toEqual([{ ok: true }, { ok: true }]);
  });

  it('leave nothing of a change that failed half way', async () => {
    await change({ from: '2026-12-01' });
    // Without the log there is no change.
    await db.schema.alterTable('audit_event').renameTo('audit_gone').execute();
    await expect(change({ from: '2027-01-01', value: policy(50) })).rejects.toThrow();
    expect(await rows()).toEqual([{ value: policy(20), valid_from: '2026-12-01', valid_to: null }]);
  });
});

describe('a stored value that does not fit any more', () => {
  const broken = [['no JSON', '{idle'], ['another shape', '{"minutes":5}'], ['beyond the limits of today', policy(9_999_999)], ['nothing', ''], ['null', 'null'], ['markup', '"<script>alert(1)</script>"']] as const;

  it.each(broken)('(%s) is seen on both pages instead of ending them', async (_what, value) => {
    await put(value, '2026-01-01');
    const token = await makeSession(db, admin, clock.now().toISOString(), { id: newId() });
    const list = await call(listLoader as never, { db, clock, path: '/admin/settings', token });
    const shown = (list.body as { settings: Awaited<ReturnType<typeof listSettings>> }).settings;
    expect([list.status, shown.length, shown.filter((one) => one.stored !== null).map((one) => one.key)]).toEqual([200, allSettings.length, [key]]);
    for (const locale of ['vi', 'en'] as const) {
      const [page, form] = [drawPart(<SettingsList settings={shown} isDone={false} />, { locale }), drawPart(<SettingForm setting={await pageOf()} />, { locale })];
      for (const html of [page, form]) expect(html).not.toContain('<script>alert');
      expect(wordsOf(form)).toContain(locale === 'vi' ? 'áp dụng từ hôm nay' : 'may begin today');
      expect(wordsOf(page)).toContain(locale === 'vi' ? 'không đúng dạng' : 'does not fit');
    }
  });

  it.each(broken)('(%s) can be replaced from today on, by a value that fits', async (_what, value) => {
    await put(value, '2026-01-01');
    expect(faults(await change({ from: today, value: '{}' }))).toEqual(['value']);
    expect(faults(await change({ from: '2026-11-22' }))).toEqual(['from']);
    expect(await change({ from: today })).toEqual({ ok: true });
    expect(await readSetting(db, setting(), today)).toEqual({ idleMinutes: 20, staffIdleMinutes: 10, absoluteHours: 8 });
    expect((await pageOf()).stored).toBeNull();
    // Only while nothing could be read.
    expect(faults(await change({ from: today, value: policy(60) }))).toEqual(['from']);
  });

  it('can be replaced on the very day on which it began', async () => {
    await put('{', today);
    expect(await change({ from: today })).toEqual({ ok: true });
    expect(await rows()).toEqual([{ value: policy(20), valid_from: today, valid_to: null }]);
  });

  it('of old, or of later, does not open today to changes and spoils no other day', async () => {
    await put('{', '2026-01-01', '2026-06-01');
    await put(policy(25), '2026-06-01', '2027-01-01');
    await put('{', '2027-01-01');
    expect((await pageOf()).stored).toBeNull();
    expect(faults(await change({ from: today }))).toEqual(['from']);
    const stored = await listSettingRows(db, setting());
    expect(stored.find(({ from }) => from === '2026-06-01')?.value).toMatchObject({ idleMinutes: 25 });
    expect(stored.find(({ from }) => from === '2026-01-01')?.value).toEqual(setting().fallback);
    expect(await change({ from: '2027-01-01', value: policy(30) })).toEqual({ ok: true });
    expect((await readSetting(db, setting(), '2027-01-01'))).toMatchObject({ idleMinutes: 30 });
  });

  it('of a setting whose own form cannot read it is mended here, and there only until it is', async () => {
    const [reminders = ''] = Object.keys(ownForms);
    await put('{"before":[]}', '2026-01-01', null, reminders);
    const shown = (await listSettings(db, today)).find((one) => one.key === reminders);
    expect(shown).toMatchObject({ stored: expect.any(String), formHref: `/admin/settings/${reminders}` });
    expect(await change({ key: reminders, value: JSON.stringify(setting(reminders).fallback), from: today })).toEqual({ ok: true });
    expect((await listSettings(db, today)).find((one) => one.key === reminders)).toMatchObject({ stored: null, formHref: ownForms[reminders] });
    await expect(pageOf(reminders)).rejects.toMatchObject({ kind: 'not-found' });
    // The row of before stays in the books, and the form of its own works beside it.
    const { mark } = await reminderPolicyPage(db, { today });
    const trainer = await makePerson(db, { grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    const policy = { ...(setting(reminders).fallback as ReminderPolicy), before: [5] };
    expect(await changeReminderPolicy(testPorts(db, clock), trainer, { policy, legalBasis: 'Quyết định số 7/QĐ', mark })).toEqual({ ok: true });
    expect((await reminderPolicyPage(db, { today })).coming?.value.before).toEqual([5]);
  });

  it('is read once for all who ask: what is made for a value is made once', async () => {
    await put(policy(25), '2026-01-01');
    const [row] = await listSettingRows(db, setting());
    expect(row?.value).toBe(row?.value);
  });

  it('is told from one that fits, and a fallback is never called broken', async () => {
    const days = defineSetting<unknown>({ key: 'x', value: z.int().max(9), fallback: 1, legalBasis: '' });
    expect([fitsShape(days, '9'), fitsShape(days, '10'), fitsShape(days, '"9"'), fitsShape(days, '9x'), fitsShape(days, '')]).toEqual([true, false, false, false, false]);
    expect((await listSettings(db, today)).filter((one) => one.stored !== null)).toEqual([]);
    for (const one of allSettings) expect(fitsShape(one, JSON.stringify(one.fallback)), one.key).toBe(true);
  });
});

describe('the pages', () => {
  it.each(roles.filter((role) => role !== 'SYSTEM_ADMIN'))('are closed to %s, however wide her right', async (role) => {
    const other = await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    const token = await makeSession(db, other, clock.now().toISOString(), { id: newId() });
    for (const [route, form] of [[listLoader, undefined], [loader, undefined], [action, { mark: (await pageOf()).mark, value: policy(20), from: tomorrow, legalBasis: 'Quyết định' }]] as const) {
      const answer = await call(route as never, { db, clock, path: `/admin/settings/${key}`, params: { key }, token, ...(form ? { form } : {}) });
      expect(answer.status).toBe(403);
    }
    expect(await rows()).toEqual([]);
  });

  it('ask whoever is not signed in to sign in', async () => {
    const answer = await call(loader as never, { db, clock, path: `/admin/settings/${key}`, params: { key } });
    expect([answer.status, answer.location?.startsWith('/sign-in')]).toEqual([302, true]);
  });

  it('show every setting in both languages, with its value as text and never as markup', async () => {
    await put('"<img src=x onerror=alert(1)>"', '2026-01-01', null, 'learning.certificate-issuer');
    const shown = await listSettings(db, today);
    for (const locale of ['vi', 'en'] as const) {
      const html = drawPart(<SettingsList settings={shown} isDone />, { locale });
      expect(html).not.toContain('<img');
      expect(html.match(/<tr/g)).toHaveLength(allSettings.length + 1);
      for (const one of allSettings.filter(({ key: own }) => !(own in ownForms))) expect(drawPart(<SettingForm setting={await pageOf(one.key)} />, { locale })).toContain('name="mark"');
    }
  });

  it.each([['4 letters', 'abcd', false], ['5 letters', 'abcde', true], ['300', 'a'.repeat(300), true], ['301', 'a'.repeat(301), false], ['blanks only', ' '.repeat(20), false], ['a line that breaks', 'Quyết định\nsố 5', true]])('take a basis of %s: %s', async (_what, legalBasis, isTaken) => {
    const token = await makeSession(db, admin, clock.now().toISOString(), { id: newId() });
    const answer = await call(action as never, { db, clock, path: `/admin/settings/${key}`, params: { key }, token, form: { mark: (await pageOf()).mark, value: policy(25), from: tomorrow, legalBasis } });
    expect(answer.status).toBe(isTaken ? 303 : 422);
    expect((await pageOf()).rows.map((row) => row.legalBasis?.includes('\n'))).toEqual(isTaken ? [false] : []);
  });

  it('take a value of 4,000 characters and none longer', async () => {
    const token = await makeSession(db, admin, clock.now().toISOString(), { id: newId() });
    const ask = async (length: number) => call(action as never, { db, clock, path: `/admin/settings/${key}`, params: { key }, token, form: { mark: (await pageOf()).mark, value: policy(25).padEnd(length), from: tomorrow, legalBasis: 'Quyết định' } });
    expect(await ask(4_001)).toMatchObject({ status: 422, body: { faults: { value: expect.anything() } } });
    expect((await ask(4_000)).status).toBe(303);
  });
});
