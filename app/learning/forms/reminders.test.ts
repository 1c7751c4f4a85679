import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reminderPolicy, policyShape } from '../rules/reminder-policy.ts';
import { typedPolicy } from '../rules/typed-policy.ts';
import { chosenIn, handForm, policyForm, previewDay, previewQuery, remindersHref } from './reminders.ts';

const typed = { mark: 'x', ...typedPolicy(reminderPolicy.fallback, 'Quyết định 12 của chủ quản') };
/** What a browser sends: boxes that are not ticked are not there. */
const sent = (changes: Record<string, unknown> = {}) => Object.fromEntries(Object.entries({ ...typed, ...changes }).filter(([name, value]) => value !== undefined && !(value === '' && /^(onDueDay|workingDaysOnly|isDuty|channel_)/.test(name))));
const faults = (changes: Record<string, unknown>) => {
  const parsed = policyForm.safeParse(sent(changes), { reportInput: true });
  return parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].toSorted();
};

describe('the form of the rule', () => {
  it('gives back what it was filled with', () => {
    expect(policyForm.parse(sent())).toEqual({ policy: reminderPolicy.fallback, legalBasis: 'Quyết định 12 của chủ quản', mark: 'x' });
    const off = { ...reminderPolicy.fallback, before: [], onDueDay: false, after: null, escalation: null, digest: null, workingDaysOnly: false, channels: [], isDuty: false };
    expect(policyForm.parse(sent({ ...typedPolicy(off, 'Căn cứ khác'), mark: 'y' }))).toMatchObject({ policy: off });
  });

  it('reads days in any order, apart by commas, blanks or semicolons, each once', () => {
    expect(policyForm.parse(sent({ before: ' 1;30, 7  7 ' })).policy.before).toEqual([30, 7, 1]);
    expect(policyForm.parse(sent({ first: '', every: '', times: '' })).policy.after).toBeNull();
  });

  it.each([['8:00', '08:00'], [' 08h30 ', '08:30'], ['9.15', '09:15'], ['16:00', '16:00']])('reads the time %j as %s', (text, hour) => expect(policyForm.parse(sent({ hour: text })).policy.hour).toBe(hour));

  it.each<[string, Record<string, unknown>, string[]]>([
    ['days that are none', { before: '7, x' }, ['before']],
    ['a day too far', { before: '91' }, ['before']],
    ['nought days', { before: '0' }, ['before']],
    ['too many days', { before: '1 2 3 4 5 6 7' }, ['before']],
    ['half a day', { first: '1.5' }, ['first']],
    ['a negative day', { every: '-7' }, ['every']],
    ['a number as the devil writes it', { times: '1e1' }, ['times']],
    ['no distance after a first day', { every: '' }, ['every']],
    ['no number of times', { times: '' }, ['times']],
    ['night', { hour: '03:00' }, ['hour']],
    ['no time', { hour: '25:99' }, ['hour']],
    ['an end before the beginning', { hour: '09:00', until: '08:59' }, ['until']],
    ['an end at the beginning', { hour: '09:00', until: '09:00' }, ['until']],
    ['late evening', { until: '23:00' }, ['until']],
    ['a month of catching up', { catchUpDays: '31' }, ['catchUpDays']],
    ['no distance between two notices to leaders', { tellEvery: '' }, ['tellEvery']],
    ['no number of notices', { tellTimes: '' }, ['tellTimes']],
    ['too many notices', { tellTimes: '6' }, ['tellTimes']],
    ['a leader told before the due day', { tellFirst: '-1' }, ['tellFirst']],
    ['an eighth day of the week', { digestDay: '8' }, ['digestDay']],
    ['figures at night', { digestHour: '22:00' }, ['digestHour']],
    ['figures at no time', { digestHour: '' }, ['digestHour']],
    ['figures after the end of the day', { digestHour: '15:00', until: '14:00' }, ['until']],
    ['no basis', { legalBasis: '   ' }, ['legalBasis']],
    ['a basis of two lines', { legalBasis: 'Quyết định\nsố 12' }, ['legalBasis']],
    ['an endless basis', { legalBasis: 'x'.repeat(301) }, ['legalBasis']],
    ['everything at once', { before: 'a', first: 'b', hour: 'c', catchUpDays: 'd', legalBasis: '' }, ['before', 'catchUpDays', 'first', 'hour', 'legalBasis']],
    ['lists and files instead of text', { before: ['7'], hour: {}, onDueDay: 'yes' }, ['before', 'hour', 'onDueDay']],
  ])('refuses %s', (_what, changes, fields) => expect(faults(changes)).toEqual(fields));

  it('lets through nothing that the setting would refuse, whatever is typed', () => {
    const text = fc.oneof(fc.string({ maxLength: 12 }), fc.integer({ min: -5, max: 200 }).map(String), fc.constantFrom('', '08:00', '16:59', '7, 1', '٧', '７'));
    const form = fc.record(Object.fromEntries(Object.keys(typed).map((name) => [name, fc.option(text, { nil: typed[name as 'mark'] })])));
    fc.assert(fc.property(form, (values) => {
      const parsed = policyForm.safeParse(sent(values));
      if (!parsed.success) return;
      policyShape.parse(parsed.data.policy);
      expect(parsed.data.policy.hour >= '06:00' && parsed.data.policy.hour < parsed.data.policy.until).toBe(true);
    }), { numRuns: 400 });
  });
});

describe('the day of a preview', () => {
  it.each([
    [undefined, undefined, false],
    ['', undefined, false],
    ['2026-11-23', '2026-11-23', false],
    ['2027-11-24', '2027-11-24', false],
    [' 1/12/2026 ', '2026-12-01', false],
    ['2026-11-22', undefined, true],
    ['2027-11-25', undefined, true],
    ['2026-02-30', undefined, true],
    ['31/02/2027', undefined, true],
    ['2026-13-01', undefined, true],
    ['0000-00-00', undefined, true],
    ['9999-12-31', undefined, true],
    ['ngày mai', undefined, true],
    ["2026-11-23' or 1=1", undefined, true],
  ])('%j is %j', (text, day, fault) => expect(previewDay(text, '2026-11-23')).toEqual({ day, fault }));
});

describe('addresses', () => {
  it('carry filters there and back, and leave out what is not understood', () => {
    const query = { day: '2026-11-30', unit: '0193f0a0-0000-7000-8000-000000000001', course: 'an-toan', step: 'before-7', page: 3 };
    expect(previewQuery.parse(Object.fromEntries(new URL(remindersHref('', query), 'http://x').searchParams))).toEqual(query);
    expect(previewQuery.parse({ unit: '<script>', course: '../x', step: 'before-7; drop', page: '-1' })).toEqual({ page: 1 });
    expect(remindersHref('/history', { unit: undefined, page: 1 })).toBe('/admin/reminders/history');
  });

  it('name whom a leader has chosen: each once, no more than a page, nothing that is no id', () => {
    const id = (at: number) => `0193f0a0-0000-7000-8000-${String(at).padStart(12, '0')}`;
    const url = (ids: string[]) => `http://x/units/reminder?course=a&${new URLSearchParams(ids.map((one) => ['who', one])).toString()}`;
    expect(chosenIn(url([id(1), id(2), id(1)]))).toEqual([id(1), id(2)]);
    expect(chosenIn('http://x/units/reminder')).toEqual([]);
    for (const ids of [['x'], [id(1), "' or 1=1"], Array.from({ length: 51 }, (_, at) => id(at))]) expect(() => chosenIn(url(ids))).toThrow(/invalid/);
    expect(handForm.parse({ who: id(1) })).toEqual({ who: [id(1)] });
    expect(handForm.parse({ who: [id(1), id(1)] })).toEqual({ who: [id(1)] });
    for (const who of [undefined, [], [''], ['x'], {}]) expect(handForm.safeParse({ who }).success).toBe(false);
  });
});
