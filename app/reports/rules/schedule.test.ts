import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cadences, nextDue, type Rhythm } from './schedule.ts';

const zone = 'Asia/Ho_Chi_Minh';
const next = (rhythm: Rhythm, after: string) => nextDue(rhythm, after, zone);
const monthly = (onDay: number, atHour = 8): Rhythm => ({ every: 'MONTH', onDay, atHour });
const weekly = (onDay: number, atHour = 8): Rhythm => ({ every: 'WEEK', onDay, atHour });

describe('nextDue', () => {
  it.each([
    ['later today', weekly(1, 9), '2026-11-23T01:00:00.000Z', '2026-11-23T02:00:00.000Z'],
    ['not at this very moment, but a week later', weekly(1, 8), '2026-11-23T01:00:00.000Z', '2026-11-30T01:00:00.000Z'],
    ['on Sunday', weekly(7), '2026-11-23T01:00:00.000Z', '2026-11-29T01:00:00.000Z'],
    ['on a day of this month', monthly(28), '2026-11-23T01:00:00.000Z', '2026-11-28T01:00:00.000Z'],
    ['on a day of the next', monthly(5), '2026-11-23T01:00:00.000Z', '2026-12-05T01:00:00.000Z'],
    ['on the last day of a month that is too short', monthly(31), '2026-11-23T01:00:00.000Z', '2026-11-30T01:00:00.000Z'],
    ['on the last of February', monthly(30), '2027-02-01T01:00:00.000Z', '2027-02-28T01:00:00.000Z'],
    ['on 29 February in a leap year', monthly(29), '2028-02-01T01:00:00.000Z', '2028-02-29T01:00:00.000Z'],
    ['early in the morning here, the evening before in the world', monthly(1, 6), '2026-11-30T20:00:00.000Z', '2026-11-30T23:00:00.000Z'],
    ['over the turn of the year', monthly(1), '2026-12-31T20:00:00.000Z', '2027-01-01T01:00:00.000Z'],
  ])('comes %s', (_what, rhythm, after, expected) => expect(next(rhythm, after)).toBe(expected));

  it('is always later, at the hour, and never more than a month and two days away', () => {
    const rhythms = fc.record({ every: fc.constantFrom(...cadences), onDay: fc.integer({ min: 1, max: 31 }), atHour: fc.integer({ min: 0, max: 23 }) }).map((one) => (one.every === 'WEEK' ? { ...one, onDay: ((one.onDay - 1) % 7) + 1 } : one));
    fc.assert(
      fc.property(rhythms, fc.integer({ min: 0, max: 5_000 }), (rhythm, hours) => {
        const after = new Date(Date.parse('2026-01-01T00:30:00Z') + hours * 3_600_000).toISOString();
        const due = next(rhythm, after);
        expect(due > after).toBe(true);
        expect(new Date(Date.parse(due) + 7 * 3_600_000).getUTCHours()).toBe(rhythm.atHour);
        expect(Date.parse(due) - Date.parse(after)).toBeLessThanOrEqual((rhythm.every === 'WEEK' ? 8 : 33) * 86_400_000);
      }),
    );
  });
});
