import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWorking, endOfWorkBefore, officeHours, workedBetween, type WorkCalendar } from './working-time.ts';

const calendar: WorkCalendar = { spans: officeHours.fallback.spans, holidays: new Set(['2026-11-24', '2027-01-01']), timeZone: 'Asia/Ho_Chi_Minh' };
const at = (local: string) => new Date(Date.parse(`${local}:00Z`) - 7 * 3_600_000).toISOString();

describe('working time', () => {
  it.each([
    ['within the morning', '2026-11-23T08:00', 60, '2026-11-23T09:00'],
    ['over the noon break', '2026-11-23T11:00', 60, '2026-11-23T14:00'],
    ['to the last minute of the day', '2026-11-23T16:00', 60, '2026-11-23T17:00'],
    ['over the night and a holiday', '2026-11-23T16:30', 60, '2026-11-25T08:00'],
    ['over a weekend', '2026-11-27T16:30', 60, '2026-11-30T08:00'],
    ['from the middle of the night', '2026-11-25T02:00', 30, '2026-11-25T08:00'],
    ['from a Sunday', '2026-11-29T10:00', 450, '2026-11-30T17:00'],
    ['nothing, while it is closed', '2026-11-28T10:00', 0, '2026-11-30T07:30'],
    ['nothing, while it is open', '2026-11-23T10:10', 0, '2026-11-23T10:10'],
    ['over New Year', '2026-12-31T16:59', 2, '2027-01-04T07:31'],
  ])('goes on %s', (_what, start, minutes, end) => {
    expect(afterWorking(at(start), minutes, calendar)).toBe(at(end));
  });

  it.each([
    ['the day before', '2026-11-27', 1, '2026-11-26T17:00'],
    ['over a holiday', '2026-11-25', 1, '2026-11-23T17:00'],
    ['over a weekend', '2026-11-30', 1, '2026-11-27T17:00'],
    ['several days', '2026-12-01', 5, '2026-11-23T17:00'],
    ['from a Sunday', '2026-11-29', 2, '2026-11-26T17:00'],
  ])('ends before a day: %s', (_what, day, days, end) => {
    expect(endOfWorkBefore(day, days, calendar)).toBe(at(end));
  });

  const moments = fc.integer({ min: Date.parse('2026-10-01T00:00:00Z') / 60_000, max: Date.parse('2027-02-28T00:00:00Z') / 60_000 }).map((minutes) => new Date(minutes * 60_000).toISOString());
  const amounts = fc.integer({ min: 0, max: 5_000 });

  it('is counted back as it was added, for any start', () => {
    fc.assert(fc.property(moments, amounts, (start, minutes) => workedBetween(start, afterWorking(start, minutes, calendar), calendar) === minutes));
  });

  it('can be added in pieces, and never ends earlier for more', () => {
    fc.assert(fc.property(moments, amounts, amounts, (start, one, two) => {
      const whole = afterWorking(start, one + two, calendar);
      expect(whole >= afterWorking(start, one, calendar)).toBe(true);
      // Nothing more from closing time on would be the next opening.
      if (two > 0) expect(afterWorking(afterWorking(start, one, calendar), two, calendar)).toBe(whole);
    }));
  });

  it('always ends while an office is open', () => {
    fc.assert(fc.property(moments, amounts, (start, minutes) => {
      const local = new Date(Date.parse(afterWorking(start, minutes, calendar)) + 7 * 3_600_000).toISOString();
      const [day, time] = [local.slice(0, 10), local.slice(11, 16)];
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      return weekday >= 1 && weekday <= 5 && !calendar.holidays.has(day) && ((time >= '07:30' && time <= '11:30') || (time >= '13:30' && time <= '17:00'));
    }));
  });

  it('is none backwards, and a calendar without a working day is refused', () => {
    expect(workedBetween(at('2026-11-25T10:00'), at('2026-11-23T10:00'), calendar)).toBe(0);
    expect(() => afterWorking(at('2026-11-23T08:00'), 1, { ...calendar, spans: [] })).toThrow(RangeError);
  });
});

it.each([[[['11:30', '07:30']]], [[['07:30', '11:30'], ['11:00', '17:00']]], [[['7:30', '11:30']]], [[['24:00', '25:00']]], [[]]])('office hours refuse %j', (spans) => {
  expect(officeHours.value.safeParse({ spans }).success).toBe(false);
});
