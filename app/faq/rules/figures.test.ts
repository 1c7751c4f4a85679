import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../platform/days.ts';
import { median, mostDays, periodOf, punctualityOf, slotsOf, stepOf } from './figures.ts';

const today = '2026-11-28';

describe('the period', () => {
  it.each([
    [{}, '2026-10-30', '2026-11-28', null],
    [{ from: '2026-11-01' }, '2026-11-01', '2026-11-28', null],
    [{ to: '2026-02-28' }, '2026-01-30', '2026-02-28', null],
    [{ from: '2026-12-24' }, '2026-12-24', '2026-12-24', null],
    [{ from: '2026-11-20', to: '2026-11-20' }, '2026-11-20', '2026-11-20', null],
    [{ from: '2026-11-20', to: '2026-11-19' }, '2026-10-30', '2026-11-28', 'order'],
    [{ from: '1999-01-01', to: '2026-11-28' }, '2025-11-28', '2026-11-28', 'long'],
  ] as const)('of %j is from %s to %s', (asked, from, to, fault) => {
    expect(periodOf(asked, today)).toEqual({ from, to, fault });
  });

  it('never begins after its end and never has more days than a year', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => plusDays('2000-01-01', days));
    fc.assert(fc.property(fc.option(day, { nil: undefined }), fc.option(day, { nil: undefined }), (from, to) => {
      const period = periodOf({ from, to }, today);
      return period.from <= period.to && plusDays(period.from, mostDays - 1) >= period.to;
    }));
  });
});

describe('bars', () => {
  const period = (from: string, to: string) => ({ from, to, fault: null });
  it('are days, weeks from Monday, or months, so that there are never too many', () => {
    expect([stepOf(period('2026-11-01', '2026-11-14')), stepOf(period('2026-11-01', '2026-11-15')), stepOf(period('2026-01-01', '2026-12-31'))]).toEqual(['DAY', 'WEEK', 'MONTH']);
    expect(slotsOf(period('2026-11-05', '2026-12-09'), new Map()).map(({ from, to }) => `${from} ${to}`)).toEqual(['2026-11-05 2026-11-08', '2026-11-09 2026-11-15', '2026-11-16 2026-11-22', '2026-11-23 2026-11-29', '2026-11-30 2026-12-06', '2026-12-07 2026-12-09']);
    expect(slotsOf(period('2026-01-15', '2026-12-31'), new Map()).map(({ from }) => from).slice(0, 3)).toEqual(['2026-01-15', '2026-02-01', '2026-03-01']);
  });
  it('lose no call of the period and take none from beside it', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 365 }), fc.dictionary(fc.integer({ min: -5, max: 370 }).map((days) => plusDays('2026-01-01', days)), fc.nat(50)), (length, counts) => {
      const span = period('2026-01-01', plusDays('2026-01-01', length));
      const inside = Object.entries(counts).filter(([day]) => day >= span.from && day <= span.to).reduce((sum, [, count]) => sum + count, 0);
      const slots = slotsOf(span, new Map(Object.entries(counts)));
      return slots.length <= 31 && slots.reduce((sum, { count }) => sum + count, 0) === inside;
    }));
  });
});

it('takes the middle, the mean of two, nothing of none', () => {
  expect([median([3, 1, 200]), median([4, 1, 2, 200]), median([7]), median([])]).toEqual([3, 3, 7, null]);
});

it('judges a ticket by when it was answered, not by when it was told or closed', () => {
  const none = { assigned_at: null, sent_at: null, waiting_since: null, answered_at: null, told_at: null, closed_at: null, due_at: '2026-11-28T03:00:00.000Z' };
  const [before, after] = ['2026-11-28T02:59:59.000Z', '2026-11-28T03:00:01.000Z'];
  expect([
    punctualityOf({ ...none, answered_at: before, told_at: after }, after), punctualityOf({ ...none, answered_at: after }, after), punctualityOf(none, after), punctualityOf(none, before),
    punctualityOf({ ...none, waiting_since: before }, after), punctualityOf({ ...none, closed_at: before }, after),
  ]).toEqual(['IN_TIME', 'LATE', 'LATE', 'OPEN', 'OPEN', 'OPEN']);
});
