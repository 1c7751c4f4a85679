import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekRhythm } from './week.ts';

const zone = 'Asia/Ho_Chi_Minh';
const minutesOf = (reads: Parameters<typeof weekRhythm>[0], now: string) => weekRhythm(reads, new Date(now), zone).days.map((day) => day.minutes);

describe('weekRhythm', () => {
  it('runs from Monday to Sunday and leaves days to come empty', () => {
    const week = weekRhythm([], new Date('2026-11-25T05:00:00Z'), zone);
    expect(week.days.map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29']);
    expect(week.days.map(({ minutes }) => minutes)).toEqual([0, 0, 0, null, null, null, null]);
  });

  it('takes the day from the calendar in Vietnam, not from UTC', () => {
    // 17:30 UTC on Sunday is half past midnight on Monday.
    expect(minutesOf([{ at: '2026-11-22T17:30:00.000Z', seconds: 600 }], '2026-11-22T18:00:00Z')).toEqual([10, null, null, null, null, null, null]);
    expect(minutesOf([{ at: '2026-11-22T16:30:00.000Z', seconds: 600 }], '2026-11-22T16:45:00Z')).toEqual([0, 0, 0, 0, 0, 0, 10]);
  });

  it('leaves out what was read before Monday', () => {
    expect(weekRhythm([{ at: '2026-11-22T05:00:00.000Z', seconds: 6000 }], new Date('2026-11-23T05:00:00Z'), zone)).toMatchObject({ minutes: 0, activeDays: 0 });
  });

  it('crosses the end of a year', () => {
    expect(weekRhythm([], new Date('2027-01-01T05:00:00Z'), zone).days[0]?.day).toBe('2026-12-28');
  });

  it('adds up: the week is the sum of its days, and active days are those with a minute', () => {
    const read = fc.record({ at: fc.integer({ min: 0, max: 12 * 1440 }).map((minute) => new Date(Date.parse('2026-11-18T00:00:00Z') + minute * 60_000).toISOString()), seconds: fc.integer({ min: 0, max: 7200 }) });
    fc.assert(
      fc.property(fc.array(read, { maxLength: 30 }), fc.integer({ min: 0, max: 6 }), (reads, day) => {
        const week = weekRhythm(reads, new Date(Date.parse('2026-11-23T03:00:00Z') + day * 86_400_000), zone);
        expect(week.minutes).toBe(week.days.reduce((sum, one) => sum + (one.minutes ?? 0), 0));
        expect(week.activeDays).toBe(week.days.filter((one) => one.minutes).length);
        expect(week.days.filter((one) => one.minutes === null)).toHaveLength(6 - day);
      }),
    );
  });

  it('puts several reports of one day together before it rounds', () => {
    const reads = Array.from({ length: 4 }, () => ({ at: '2026-11-23T02:00:00.000Z', seconds: 20 }));
    expect(minutesOf(reads, '2026-11-23T05:00:00Z')[0]).toBe(1);
  });
});
