import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOf, endOf, monthAfter, weekdayOf } from './month.ts';
import { hourOf, quietParts, windowFacts } from './window.ts';

const zone = 'Asia/Ho_Chi_Minh';
const hour = 3_600_000;
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
const moment = fc.integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2032-01-01T00:00:00Z') });
/** Vietnam has had one offset since 1975: its clock is the world's and seven hours. */
const local = (at: number) => new Date(at + 7 * hour).toISOString();

describe('the time of a campaign, whenever it is', () => {
  it('has the days of Vietnam, over midnight, over the year and over Tết', () => {
    fc.assert(fc.property(moment, fc.integer({ min: 1, max: 72 * hour }), (start, long) => {
      const facts = windowFacts(new Date(start).toISOString(), new Date(start + long).toISOString(), null, zone);
      const [first, last] = [local(start).slice(0, 10), local(start + long - 1).slice(0, 10)];
      expect(facts).toEqual({ firstDay: first, lastDay: last, crossesMidnight: first !== last && long < 24 * hour, isAllQuiet: false, isWeekend: weekdayOf(first) > 5 });
    }));
  });

  it.each([
    ['the last evening of the year of the Goat', '2028-01-25T16:30:00.000Z', '2028-01-25T17:30:00.000Z', { firstDay: '2028-01-25', lastDay: '2028-01-26', crossesMidnight: true }],
    ['a day from midnight to midnight', '2026-11-27T17:00:00.000Z', '2026-11-28T17:00:00.000Z', { firstDay: '2026-11-28', lastDay: '2026-11-28', crossesMidnight: false, isWeekend: true }],
    ['29 February', '2028-02-28T17:00:00.000Z', '2028-02-28T17:00:00.001Z', { firstDay: '2028-02-29', lastDay: '2028-02-29', crossesMidnight: false }],
    ['a millisecond into Monday', '2026-11-29T17:00:00.000Z', '2026-11-29T18:00:00.000Z', { firstDay: '2026-11-30', isWeekend: false }],
  ])('is right on %s', (_what, from, to, facts) => expect(windowFacts(from, to, null, zone)).toMatchObject(facts));

  it('is drawn at its own hour, and quiet parts are as long as the quiet hours', () => {
    fc.assert(fc.property(moment, time, time, (at, from, to) => {
      const clock = local(at);
      expect(hourOf(new Date(at).toISOString(), zone)).toBeCloseTo(Number(clock.slice(11, 13)) + Number(clock.slice(14, 16)) / 60);
      const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
      const parts = quietParts({ from, to });
      expect(parts.reduce((sum, [begin, end]) => sum + end - begin, 0)).toBeCloseTo(((minutes(to) - minutes(from) + 1_440) % 1_440) / 60);
      expect(parts.every(([begin, end]) => begin >= 0 && begin < end && end <= 24)).toBe(true);
    }));
  });
});

it('months follow each other without a gap, and their days without a hole', () => {
  fc.assert(fc.property(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -40, max: 40 }), (year, number, months) => {
    const month = `${year}-${String(number).padStart(2, '0')}`;
    const days = daysOf(month);
    expect(new Set(days).size).toBe(days.length);
    expect(days.every((day) => day.startsWith(month))).toBe(true);
    expect(Date.parse(endOf(month)) - Date.parse(days.at(-1) ?? '')).toBe(24 * hour);
    expect(weekdayOf(endOf(month))).toBe((weekdayOf(days.at(-1) ?? '') % 7) + 1);
    expect(monthAfter(monthAfter(month, months), -months)).toBe(month);
  }));
});
