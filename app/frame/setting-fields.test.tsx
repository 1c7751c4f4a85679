import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { drawPart, wordsOf } from '../../tests/support/page.tsx';
import { call } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { defineFormats } from '../platform/i18n/formats.ts';
import { newId } from '../platform/ids.ts';
import { readSetting } from '../platform/settings.server.ts';
import { defineSetting } from '../platform/settings.ts';
import { fieldsOf, shownIn, spanNames, spansIn, valueOf, type Parts, type SettingField } from './setting-fields.ts';
import { readSent } from './setting-value.ts';
import { allSettings, getSettingPage, listSettings } from './settings-list.server.ts';
import { SettingForm, SettingsList } from './settings-pages.tsx';
import { action } from './setting.tsx';

const setting = (key: string) => allSettings.find((one) => one.key === key) ?? expect.unreachable();
const withFields = allSettings.flatMap((one) => {
  const fields = fieldsOf(one);
  return fields ? [[one.key, one, fields] as const] : [];
});
/** The form of a value as a browser sends it when nobody has touched it. */
const untouched = (fields: readonly SettingField[], value: unknown): Parts =>
  Object.fromEntries(fields.flatMap((field): [string, unknown][] => (field.kind === 'spans' ? spansIn(field, value).flatMap((span, at) => spanNames(field.name, at).map((name, end): [string, unknown] => [name, span[end]])) : [[field.name, shownIn(field, value)]])));
const sent = (key: string, parts: Parts) => {
  const one = setting(key);
  return readSent(one, { ...untouched(fieldsOf(one) ?? [], one.fallback), ...parts });
};

describe('the fields of a setting', () => {
  it('are there for all but the one whose parts may be missing', () => {
    expect(allSettings.filter((one) => fieldsOf(one) === null).map((one) => one.key)).toEqual(['learning.reminder-policy']);
  });

  it.each(withFields)('of %s give back what holds, when nobody touches them', (_key, one, fields) => {
    expect(readSent(one, untouched(fields, one.fallback))).toEqual({ ok: true, value: one.fallback });
  });

  it('say what each takes, by the setting’s own shape', () => {
    expect(fieldsOf(setting('people.idle-account-policy'))).toEqual([
      { kind: 'choice', options: ['true', 'false'], name: 'part.enabled', path: ['enabled'] },
      { kind: 'number', least: 7, most: 3_650, isWhole: true, name: 'part.days', path: ['days'] },
    ]);
    expect(fieldsOf(setting('messaging.daily-cap'))).toMatchObject([{ name: 'part', path: [], least: 1, most: 100 }]);
    expect(fieldsOf(setting('platform.rate-limits'))?.map(({ name }) => name).slice(0, 3)).toEqual(['part.write.points', 'part.write.seconds', 'part.sign-in.points']);
  });

  it('are none for a shape that no field fits', () => {
    for (const value of [z.union([z.int(), z.null()]), z.array(z.object({ a: z.int() })), z.array(z.int())]) expect(fieldsOf(defineSetting<unknown>({ key: 'x', value, fallback: null, legalBasis: '' }))).toBeNull();
  });
});

describe('what is typed into them', () => {
  it('is read as people write it', () => {
    expect(sent('campaigns.spoken-rate', { part: '3,5' })).toEqual({ ok: true, value: 3.5 });
    expect(sent('messaging.daily-cap', { part: ' 5 ' })).toEqual({ ok: true, value: 5 });
    expect(sent('messaging.quiet-hours', { 'part.channels': [] })).toMatchObject({ ok: true, value: { channels: [] } });
    expect(sent('messaging.quiet-hours', { 'part.channels': ['SMS', 'EMAIL'] })).toMatchObject({ ok: true, value: { channels: ['SMS', 'EMAIL'] } });
    expect(sent('people.idle-account-policy', { 'part.enabled': 'true' })).toMatchObject({ ok: true, value: { enabled: true } });
    expect(sent('reports.monthly', { 'part.remindBefore': '5; 2 1', 'part.dueTime': '17:00' })).toMatchObject({ ok: true, value: { remindBefore: [5, 2, 1], dueTime: '17:00:00' } });
    expect(sent('reports.monthly', { 'part.remindBefore': '' })).toMatchObject({ ok: true, value: { remindBefore: [] } });
    expect(sent('tickets.office-hours', { 'part.spans.1.from': '', 'part.spans.1.to': '' })).toEqual({ ok: true, value: { spans: [['07:30', '11:30']] } });
  });

  it.each([['1350', 1350], ['1.350', 1350], ['1,350', 1350], ['1.000.000', 1_000_000], ['1.35', '1.35'], ['1.3500', '1.3500'], ['1.000,000', '1.000,000'], ['.350', '.350'], ['1..350', '1..350'], ['0.5', '0.5'], ['1 350', '1 350']])('takes %j for a whole number as %j', (typed, read) => {
    const [field] = fieldsOf(setting('messaging.daily-cap')) ?? [];
    expect(valueOf(field ? [field] : [], { part: typed })).toBe(read);
  });

  it('takes every number as its bounds write it, and shows it as it can be typed', () => {
    fc.assert(fc.property(fc.nat(10_000_000), fc.constantFrom('vi' as const, 'en' as const), (count, locale) => {
      const [field] = fieldsOf(setting('messaging.daily-cap')) ?? expect.unreachable();
      const read = (typed: unknown) => valueOf([field ?? expect.unreachable()], { part: typed });
      expect([read(defineFormats(locale, 'UTC').number(count)), read(shownIn(field ?? expect.unreachable(), count, locale))]).toEqual([count, count]);
    }));
  });

  it.each<[string, Parts, string, RegExp]>([
    ['messaging.daily-cap', { part: '1.000' }, 'part', /^Ghi một số nguyên từ 1 đến 100\.$/],
    ['messaging.daily-cap', { part: '' }, 'part', /từ 1 đến 100/],
    ['messaging.daily-cap', { part: '-1' }, 'part', /từ 1 đến 100/],
    ['people.session-policy', { 'part.idleMinutes': 'nhiều' }, 'part.idleMinutes', /từ 5 đến 1\.440/],
    ['platform.rate-limits', { 'part.write.points': '5' }, 'part.write.points', /từ 60 đến 100\.000/],
    ['campaigns.spoken-rate', { part: '9' }, 'part', /^Ghi một số từ 1 đến 8/],
    ['reports.monthly', { 'part.remindBefore': '3, x' }, 'part.remindBefore', /nhiều nhất 5 số nguyên/],
    ['reports.monthly', { 'part.dueTime': '25:00' }, 'part.dueTime', /23:59:59/],
    ['reports.monthly', { 'part.kind': 'YEARLY' }, 'part.kind', /^Chọn trong/],
    ['messaging.quiet-hours', { 'part.channels': ['FAX'] }, 'part.channels', /^Chọn trong/],
    ['messaging.quiet-hours', { 'part.from': '7h' }, 'part.from', /07:30/],
    ['tickets.office-hours', { 'part.spans.0.to': '07:00' }, 'part.spans', /giờ bắt đầu trước giờ kết thúc/],
    ['tickets.office-hours', { 'part.spans.1.to': '' }, 'part.spans', /1 đến 4 khoảng/],
    ['people.idle-account-policy', { 'part.enabled': '' }, 'part.enabled', /^Chọn trong/],
    ['learning.certificate-series', { part: 'n1' }, 'part', /không đúng dạng/],
  ])('%s refuses %j at its own field', (key, parts, field, words) => {
    const read = sent(key, parts);
    expect(read).toMatchObject({ ok: false, faults: { [field]: { vi: expect.stringMatching(words), en: expect.any(String) } } });
    expect(Object.keys(read.ok ? {} : read.faults)).toEqual([field]);
  });

  it('never ends in a fault of the program and never takes what the setting would not', () => {
    const names = withFields.flatMap(([, , fields]) => fields.map(({ name }) => name));
    const typed = fc.oneof(fc.string(), fc.constantFrom('7', '07:30', 'true', '__proto__', '1e3', '\u0000'), fc.array(fc.string(), { maxLength: 3 }), fc.constant(null));
    fc.assert(fc.property(fc.constantFrom(...withFields), fc.dictionary(fc.constantFrom(...names, '__proto__', 'part.spans.0.from'), typed), ([, one, fields], parts) => {
      const read = readSent(one, parts);
      if (read.ok) expect(one.value.safeParse(valueOf(fields, parts)).success).toBe(true);
      else expect(Object.keys(read.faults).every((name) => fields.some((field) => field.name === name))).toBe(true);
    }), { numRuns: 500 });
  });
});

describe('the form', () => {
  let db: Db;
  let clock: TestClock;
  beforeEach(async () => void ([db, clock] = [await freshDb(), testClock()]));
  afterEach(() => db.destroy());
  const today = '2026-11-23';

  it('has fields with words and bounds in both languages, and no name of the program', async () => {
    const page = await getSettingPage(db, 'messaging.quiet-hours', today);
    const [vi, en] = (['vi', 'en'] as const).map((locale) => drawPart(<SettingForm setting={page} />, { locale }));
    expect(wordsOf(vi ?? '')).toMatch(/Từ \* .*Đến \* .*Kênh Có thể chọn nhiều, hoặc không chọn.*Thư điện tử.*Tin nhắn SMS/);
    expect(wordsOf(en ?? '')).toMatch(/Channels Several, or none.*E-mail/);
    expect(wordsOf(vi ?? '')).toContain('Giờ theo dạng 07:30');
    expect(vi?.match(/type="checkbox"[^>]*checked=""/g)).toHaveLength(3);
    for (const html of [vi ?? '', en ?? '']) expect(html).not.toMatch(/<textarea|>channels</);
    expect(wordsOf(drawPart(<SettingForm setting={await getSettingPage(db, 'people.session-policy', today)} />))).toContain('Người học không thao tác (phút) * Số nguyên từ 5 đến 1.440');
  });

  it('starts from the product’s own value where what is stored cannot be read; that is shown as it is stored, never as what holds', async () => {
    await db.insertInto('setting').values({ id: newId(), key: 'messaging.daily-cap', value: '{"minutes":120}', valid_from: '2026-01-01', valid_to: null, legal_basis: 'x' }).execute();
    const html = drawPart(<SettingForm setting={await getSettingPage(db, 'messaging.daily-cap', today)} />);
    expect(html).toMatch(/name="part"[^>]*value="3"/);
    expect(wordsOf(html)).toMatch(/Đang áp dụng 3 Giá trị đã lưu không đúng dạng.* Giá trị đã lưu: \{"minutes":120\} Mặc định của hệ thống: 3 /);
    expect(wordsOf(html)).toMatch(/01\/01\/2026 – Giá trị đã lưu: \{"minutes":120\} x/);
    const list = drawPart(<SettingsList settings={(await listSettings(db, today)).filter(({ key }) => key === 'messaging.daily-cap')} isDone={false} />);
    expect(wordsOf(list)).toMatch(/ 3 Giá trị đã lưu không đúng dạng; đang dùng mặc định Giá trị đã lưu: \{"minutes":120\} Mặc định x/);
    expect(wordsOf(html)).toContain('Có thể áp dụng từ hôm nay.');
    expect(wordsOf(html)).not.toContain('Sớm nhất là ngày mai');
  });

  it('has two fields for each span of hours, and a span reads as one', async () => {
    const html = drawPart(<SettingForm setting={await getSettingPage(db, 'tickets.office-hours', today)} />);
    expect(wordsOf(html)).toContain('Các khoảng giờ: 07:30–11:30, 13:30–17:00');
    expect([...html.matchAll(/name="part\.spans\.(\d\.\w+)"[^>]*?(?:value="([^"]*)")/g)].map(([, end, time]) => `${end} ${time}`)).toEqual(['0.from 07:30', '0.to 11:30', '1.from 13:30', '1.to 17:00', '2.from ', '2.to ', '3.from ', '3.to ']);
  });

  it('is sent part by part; a refusal keeps all that was typed or chosen, and what fits is stored once with its row', async () => {
    const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const token = await makeSession(db, admin, clock.now().toISOString(), { id: newId() });
    const key = 'messaging.quiet-hours';
    const page = await getSettingPage(db, key, today);
    const ask = (form: [name: string, value: string][]) => call(action as never, { db, clock, path: `/admin/settings/${key}`, params: { key }, token, form });
    const form: [string, string][] = [['mark', page.mark], ['from', '2026-12-01'], ['legalBasis', 'Quyết định số 6/QĐ'], ['part.from', '21:30'], ['part.to', '6 giờ'], ['part.channels[]', 'SMS'], ['part.channels[]', 'ZALO']];
    const refused = await ask(form);
    expect(refused).toMatchObject({ status: 422, body: { faults: { 'part.to': expect.anything() }, values: { 'part.from': '21:30', 'part.to': '6 giờ', 'part.channels': 'SMS\nZALO' } } });
    const html = drawPart(<SettingForm setting={page} />, { answer: refused.body });
    expect(html).toContain('value="6 giờ"');
    expect(html).toMatch(/<a href="#part\.to"/);
    expect(html.match(/type="checkbox"[^>]*checked=""/g)).toHaveLength(2);
    expect(await ask([...form, ['part.to', '06:00'], ['part.__proto__', 'x'], ['part.unknown', 'x']])).toMatchObject({ status: 303 });
    expect(await readSetting(db, setting(key), '2026-12-01')).toEqual({ from: '21:30', to: '06:00', channels: ['SMS', 'ZALO'] });
    expect(await db.selectFrom('audit_event').select('object_id').where('action', '=', 'setting.change').execute()).toEqual([{ object_id: key }]);
  });
});
