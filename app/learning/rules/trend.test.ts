import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionTrend } from './trend.ts';

const today = '2026-11-23';
const day = fc.integer({ min: 0, max: 200 }).map((days) => new Date(Date.parse('2026-11-23T09:00:00Z') - days * 86_400_000).toISOString().slice(0, 10));

describe('completionTrend', () => {
  it('ends today, reaches twelve weeks back and never falls', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 40 }), (completed) => {
        const { points } = completionTrend(completed, 50, null, today);
        expect(points).toHaveLength(13);
        expect([points[0]?.day, points.at(-1)?.day]).toEqual(['2026-08-31', today]);
        expect(points.every((point, at) => at === 0 || point.done >= points[at - 1]!.done)).toBe(true);
        expect(points.at(-1)?.done).toBe(completed.length);
      }),
    );
  });

  it('compares with nothing when there is no due day', () => {
    expect(completionTrend([], 10, null, today).ahead).toBeNull();
  });

  it('asks for everybody on the due day and after it', () => {
    const done = ['2026-11-20T02:00:00.000Z', '2026-11-21T02:00:00.000Z'];
    expect(completionTrend(done, 10, today, today).ahead).toBe(-8);
    expect(completionTrend(done, 10, '2026-10-01', today).ahead).toBe(-8);
    expect(completionTrend(done, 10, '2025-01-01', today).ahead).toBe(-8);
    expect(completionTrend(done, 2, today, today).ahead).toBe(0);
  });

  it('asks for half of the rest half way to the due day', () => {
    // Twelve weeks have passed since the start of the chart, twelve lie ahead.
    expect(completionTrend([], 40, '2027-02-15', today).ahead).toBe(-20);
    const early = Array.from({ length: 10 }, () => '2026-08-01T02:00:00.000Z');
    expect(completionTrend(early, 40, '2027-02-15', today).ahead).toBe(-15);
  });

  it('is never further behind than people are missing, nor further ahead than people are done', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 30 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: -300, max: 300 }), (completed, more, days) => {
        const total = completed.length + more;
        const dueOn = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
        const { ahead } = completionTrend(completed, total, dueOn, today);
        expect(ahead).toBeGreaterThanOrEqual(-more);
        expect(ahead).toBeLessThanOrEqual(completed.length);
      }),
    );
  });
});
