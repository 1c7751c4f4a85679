import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { shortFrom } from './bank-life.ts';

describe('a bank', () => {
  test.each<[string, (string | null)[], number, string | null]>([
    ['that lasts is never short', [null, null], 2, null],
    ['is short from the day on which the first lapses that it cannot spare', ['2027-02-26', null, null], 3, '2027-02-26'],
    ['can spare one', ['2027-02-26', '2027-05-28', null], 2, '2027-05-28'],
    ['of which nothing is needed is never short', ['2027-02-26'], 0, null],
    ['in which all lapse on one day ends on it', ['2027-02-26', '2027-02-26'], 1, '2027-02-26'],
  ])('%s', (_what, lapsing, needed, day) => expect(shortFrom(lapsing, needed)).toBe(day));

  it('has enough on every day before that day, and on none from it on', () => {
    const month = fc.option(fc.integer({ min: 10, max: 28 }).map((day) => `2027-02-${day}`), { nil: null });
    fc.assert(fc.property(fc.array(month, { maxLength: 12 }), fc.nat({ max: 12 }), (lapsing, needed) => {
      fc.pre(lapsing.length >= needed);
      const enoughOn = (today: string) => lapsing.filter((day) => day === null || today < day).length >= needed;
      const end = shortFrom(lapsing, needed);
      for (let day = 9; day <= 29; day += 1) {
        const today = `2027-02-${String(day).padStart(2, '0')}`;
        expect(enoughOn(today)).toBe(end === null || today < end);
      }
    }));
  });
});
