import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { isLocalTime } from '../../platform/local-time.ts';
import { publicMedia } from '../rules/media.ts';
import { mostDays, mostTimes } from '../rules/repeat.ts';
import { confirmPlanForm, correctionForm, weekdayFields, wishOf, wishQuery } from './slot-plan.ts';

const wished = (query: Record<string, unknown>) => wishOf(wishQuery.parse(query));
const faulty = (query: Record<string, unknown>) => Object.keys(wished(query).faults ?? {}).toSorted();
/** A Monday. */
const one = { medium: 'LED', from: '2026-11-23', t1: '12:00' };
const everyWeekday = { d1: 'on', d2: 'on', d3: 'on', d4: 'on', d5: 'on', d6: 'on', d7: 'on' };

describe('the address of a plan', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['one moment', one, ['2026-11-23T12:00']],
    ['an empty last day and empty times', { ...one, to: '', t2: '', t3: ' ' }, ['2026-11-23T12:00']],
    ['times in any order, each once', { ...one, t2: '06:30', t3: '12:00', t4: '18:00' }, ['2026-11-23T06:30', '2026-11-23T12:00', '2026-11-23T18:00']],
    ['times as people type them', { ...one, t1: '6h30', t2: '8:05', t3: ' 17.00 ' }, ['2026-11-23T06:30', '2026-11-23T08:05', '2026-11-23T17:00']],
    ['a time beside an empty first one', { ...one, t1: '', t3: '06:30' }, ['2026-11-23T06:30']],
    ['the first and the last minute of a day', { ...one, t1: '23:59', t2: '00:00' }, ['2026-11-23T00:00', '2026-11-23T23:59']],
    ['weekdays over the turn of a year', { ...one, from: '2026-12-31', to: '2027-01-05', d4: 'on', d1: 'on' }, ['2026-12-31T12:00', '2027-01-04T12:00']],
    ['a leap day', { ...one, from: '2028-02-28', to: '2028-03-01' }, ['2028-02-28T12:00', '2028-02-29T12:00', '2028-03-01T12:00']],
    ['all weekdays, as none', { ...one, to: '2026-11-24', ...everyWeekday }, ['2026-11-23T12:00', '2026-11-24T12:00']],
    ['a box that is ticked with something else, as not ticked', { ...one, d2: 'true', d3: '1' }, ['2026-11-23T12:00']],
    ['names that nobody asked for', { ...one, t5: '13:00', d8: 'on', at: 'x' }, ['2026-11-23T12:00']],
  ])('says %s', (_what, query, at) => expect(wished(query)).toEqual({ wish: { medium: 'LED', unitId: '', at }, faults: null }));

  it.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', {}, ['from', 'medium', 't1']],
    ['a medium that is none', { ...one, medium: 'led' }, ['medium']],
    ['a channel to people', { ...one, medium: 'EMAIL' }, ['medium']],
    ['lists where one value is asked for', { medium: ['LED'], from: ['2026-11-23'], t1: ['12:00'] }, ['from', 'medium', 't1']],
    ['a day that no calendar has', { ...one, from: '2026-02-29' }, ['from']],
    ['a day with its month first', { ...one, from: '11/23/2026' }, ['from']],
    ['a day with a time', { ...one, from: '2026-11-23T00:00' }, ['from']],
    ['a day of another century', { ...one, from: '2019-12-31' }, ['from']],
    ['a day too far off', { ...one, from: '2100-01-01' }, ['from']],
    ['a last day before the first', { ...one, to: '2026-11-22' }, ['to']],
    ['a last day that is none', { ...one, to: 'mai' }, ['to']],
    ['one day more than can be planned at once', { ...one, to: plusDays(one.from, mostDays) }, ['to']],
    ['a time that is none', { ...one, t1: '24:00' }, ['t1']],
    ['a wrong time beside a right one', { ...one, t2: '6:3' }, ['t2']],
    ['a time of the browser in English', { ...one, t1: '06:30 PM', t4: '' }, ['t1']],
    ['a time with seconds', { ...one, t1: '12:00:00' }, ['t1']],
    ['no time', { ...one, t1: '' }, ['t1']],
    ['a weekday that the days do not have', { ...one, d2: 'on' }, ['d1']],
    ['a text too long for any field', { ...one, from: '2'.repeat(1_000_000), t1: '1'.repeat(21) }, ['from', 't1']],
  ])('is refused with %s, beside its field', (_what, query, fields) => expect(faulty(query)).toEqual(fields));

  it('says what is wrong in both languages, and never the same', () => {
    for (const query of [{}, { ...one, to: 'x' }, { ...one, d2: 'on' }]) for (const { vi, en } of Object.values(wished(query).faults ?? {})) expect(vi !== en && vi.length > 10 && en.length > 10).toBe(true);
  });

  it('as long as it may be has all its moments', () => {
    const { wish } = wished({ ...one, to: plusDays(one.from, mostDays - 1), t2: '13:00', t3: '14:00', t4: '15:00' });
    expect(wish?.at).toHaveLength(mostDays * mostTimes);
  });

  it('gives real moments in order, each once, inside its days and on its weekdays; or faults', () => {
    const time = fc.tuple(fc.nat(25), fc.nat(61)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const query = fc.record({ medium: fc.constantFrom(...publicMedia), from: fc.integer({ min: -9, max: 500 }).map((by) => plusDays('2026-11-23', by)), long: fc.integer({ min: -3, max: mostDays + 3 }), days: fc.subarray([...weekdayFields]), times: fc.array(fc.oneof(time, fc.constant('')), { minLength: 4, maxLength: 4 }) });
    fc.assert(fc.property(query, ({ medium, from, long, days, times }) => {
      const to = plusDays(from, long);
      const { wish, faults } = wished({ medium, from, to, ...Object.fromEntries(days.map((day) => [day, 'on'])), ...Object.fromEntries(times.map((one, at) => [`t${at + 1}`, one])) });
      expect(wish === null).toBe(faults !== null);
      if (!wish) return;
      expect(wish.at.every((at) => isLocalTime(at) && at.slice(0, 10) >= from && at.slice(0, 10) <= to)).toBe(true);
      expect(wish.at).toEqual([...new Set(wish.at)].toSorted());
      // 23/11/2026 is a Monday.
      if (days.length > 0) expect(wish.at.every((at) => days.includes(`d${(((daysBetween('2026-11-23', at.slice(0, 10)) % 7) + 7) % 7) + 1}` as 'd1'))).toBe(true);
    }));
  });

  it('of whatever it is made of, is never an error', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('medium', 'unitId', 'from', 'to', 'd1', 't1', 't2', '__proto__'), fc.oneof(fc.string(), fc.array(fc.string()), fc.integer(), fc.constant(null))), (query) => {
      const { wish, faults } = wished(query);
      return (wish === null) !== (faults === null);
    }));
  });
});

describe('the forms below it', () => {
  const hash = '0123456789abcdef';
  it.each<[string, Record<string, unknown>, object | null]>([
    ['a revision alone', { revision: '3' }, { revision: 3, quietReason: '', seen: '' }],
    ['a reason with spaces around it', { revision: '0', quietReason: '  Bản tin đêm ' }, { revision: 0, quietReason: 'Bản tin đêm', seen: '' }],
    ['what was seen', { revision: '0', seen: hash }, { revision: 0, quietReason: '', seen: hash }],
    ['a box without a value', { revision: '0', seen: 'on' }, null],
    ['a hash in capitals', { revision: '0', seen: hash.toUpperCase() }, null],
    ['two lines of it', { revision: '0', seen: `${hash}\n` }, null],
    ['a list of it', { revision: '0', seen: [hash] }, null],
    ['no revision', { seen: hash }, null],
    ['a revision that is none', { revision: '-1' }, null],
    ['a reason that is too long', { revision: '0', quietReason: 'x'.repeat(501) }, null],
  ])('the plan takes or refuses %s', (_what, form, parsed) => expect(confirmPlanForm.safeParse(form).data ?? null).toEqual(parsed));

  it.each<[string, Record<string, unknown>, boolean]>([
    ['a moment and a reason', { at: '2026-11-23T16:00', reason: ' Sai ' }, true],
    ['a reason of five hundred letters', { at: '2026-11-23T16:00', reason: 'x'.repeat(500) }, true],
    ['a moment without a calendar', { at: '2026-02-30T16:00', reason: 'x' }, false],
    ['a moment with seconds', { at: '2026-11-23T16:00:00', reason: 'x' }, false],
    ['two moments', { at: ['2026-11-23T16:00', '2026-11-23T17:00'], reason: 'x' }, false],
    ['no reason', { at: '2026-11-23T16:00' }, false],
    ['spaces', { at: '2026-11-23T16:00', reason: ' \n ' }, false],
  ])('the correction: %s', (_what, form, isTaken) => expect(correctionForm.safeParse(form).success).toBe(isTaken));
});
