import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueState } from './due.ts';

const today = '2026-11-23';
const dayAfter = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

describe('dueState', () => {
  it.each([
    ['2026-11-22', { state: 'late', days: 1 }],
    ['2026-11-23', { state: 'today', days: 0 }],
    ['2026-11-24', { state: 'soon', days: 1 }],
    ['2026-12-07', { state: 'soon', days: 14 }],
    ['2026-12-08', { state: 'later', days: 15 }],
    ['2025-11-23', { state: 'late', days: 365 }],
  ])('sees %s from 23/11/2026', (dueOn, expected) => {
    expect(dueState(dueOn, today)).toEqual(expected);
  });

  it('counts whole days and never a negative number', () => {
    fc.assert(fc.property(fc.integer({ min: -2000, max: 2000 }), (days) => void expect(dueState(dayAfter(days), today)).toMatchObject({ days: Math.abs(days) })));
  });

  it('is late exactly when the day has passed', () => {
    fc.assert(fc.property(fc.integer({ min: -100, max: 100 }), (days) => void expect(dueState(dayAfter(days), today).state === 'late').toBe(dayAfter(days) < today)));
  });
});
