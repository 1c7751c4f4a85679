import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minutesSat } from './net-minutes.ts';

const begin = Date.parse('2026-10-18T01:00:00.000Z');
const at = (seconds: number) => new Date(begin + seconds * 1000).toISOString();
const sat = (seconds: number, limit = 40 * 60) => minutesSat({ startedAt: at(0), dueAt: at(limit), submittedAt: at(seconds) });

it.each([[0, 0], [1, 1], [60, 1], [61, 2], [12 * 60, 12]])('takes %i seconds for %i minutes', (seconds, minutes) => {
  expect(sat(seconds)).toBe(minutes);
});

it('does not count the night after a test whose time was over', () => {
  expect(sat(12 * 3600)).toBe(40);
});

it('is never negative, never above the limit, and grows with the time', () => {
  fc.assert(
    fc.property(fc.integer({ min: -600, max: 86_400 }), fc.nat(3600), fc.integer({ min: 60, max: 7200 }), (seconds, more, limit) => {
      expect(sat(seconds, limit)).toBeGreaterThanOrEqual(0);
      expect(sat(seconds, limit)).toBeLessThanOrEqual(Math.ceil(limit / 60));
      expect(sat(seconds + more, limit)).toBeGreaterThanOrEqual(sat(seconds, limit));
    }),
  );
});
