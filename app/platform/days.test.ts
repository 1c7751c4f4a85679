import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysBetween, plusDays, plusMonths } from './days.ts';

it.each([['2026-11-30', 1, '2026-12-01'], ['2026-12-31', 1, '2027-01-01'], ['2028-02-28', 1, '2028-02-29'], ['2026-02-28', 1, '2026-03-01'], ['2026-01-01', -1, '2025-12-31'], ['2026-11-28', 0, '2026-11-28']])('%s and %i days is %s', (day, count, other) => {
  expect(plusDays(day, count)).toBe(other);
  expect(daysBetween(day, other)).toBe(count);
});

it('adding and counting undo each other', () => {
  const day = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(day, fc.integer({ min: -4_000, max: 4_000 }), (from, count) => {
    expect(daysBetween(from, plusDays(from, count))).toBe(count);
    expect(plusDays(plusDays(from, count), -count)).toBe(from);
  }));
});

it.each([['2026-08-31', 6, '2027-02-28'], ['2028-02-29', 60, '2033-02-28'], ['2026-12-01', 60, '2031-12-01'], ['2026-12-31', 1, '2027-01-31'], ['2026-03-31', -1, '2026-02-28'], ['2026-01-15', 0, '2026-01-15']])('%s and %i months is %s', (day, count, other) => {
  expect(plusMonths(day, count)).toBe(other);
});
