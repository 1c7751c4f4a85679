import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../platform/days.ts';
import { completionTrend, paceAt, type TrendFacts } from './trend.ts';

const today = '2026-11-23';
const trend = (facts: Partial<TrendFacts> = {}) => completionTrend({ doneOn: [], total: 10, dueOn: null, givenOn: '2026-08-31', today, ...facts });
const someDay = fc.integer({ min: 0, max: 400 }).map((days) => plusDays(today, -days));
const someDone = fc.array(fc.record({ day: someDay, count: fc.integer({ min: 1, max: 5 }) }), { maxLength: 30 });

describe('the days that are shown', () => {
  it('go from the week in which the course was given out until today, one point a week', () => {
    const { points, stepWeeks } = trend();
    expect([points[0]?.day, points.at(-1)?.day, points.length, stepWeeks]).toEqual(['2026-08-31', today, 13, 1]);
  });

  it('end two weeks after the last thing that happened, so that no flat line hides the way', () => {
    const days = (facts: Partial<TrendFacts>) => trend(facts).points.map(({ day }) => day);
    expect(days({ givenOn: '2026-01-05', dueOn: '2026-03-31', doneOn: [{ day: '2026-03-20', count: 4 }] }).at(-1)).toBe('2026-04-14');
    expect(days({ givenOn: '2026-01-05', dueOn: '2026-03-31', doneOn: [{ day: '2026-06-01', count: 4 }] }).at(-1)).toBe('2026-06-15');
    expect(days({ givenOn: '2026-01-05', dueOn: '2026-11-20' }).at(-1)).toBe(today);
    expect(days({ givenOn: '2026-01-05', dueOn: '2027-01-31' }).at(-1)).toBe(today);
  });

  it('take longer steps where the way is long, and at least four weeks where it is short', () => {
    const long = trend({ givenOn: '2024-11-25' });
    expect([long.points.length <= 27, long.stepWeeks]).toEqual([true, 4]);
    expect(trend({ givenOn: today }).points.map(({ day }) => day)).toEqual(['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', today]);
    expect(trend({ givenOn: null }).points).toHaveLength(5);
    expect(trend({ givenOn: '2027-06-01' }).points.at(-1)?.day).toBe(today);
  });

  it('hold everybody who is done, in any order, and never fall', () => {
    fc.assert(
      fc.property(someDone, fc.option(someDay), fc.option(someDay), (doneOn, givenOn, dueOn) => {
        const { points } = trend({ doneOn, givenOn, dueOn });
        expect(points.length).toBeGreaterThanOrEqual(2);
        expect(points.length).toBeLessThanOrEqual(28);
        expect(points.every((point, at) => at === 0 || (point.done >= points[at - 1]!.done && point.day > points[at - 1]!.day))).toBe(true);
        expect(points.at(-1)?.done).toBe(doneOn.reduce((sum, { count }) => sum + count, 0));
      }),
    );
  });
});

describe('the pace', () => {
  it('is asked for only before the due day, what is missing only after it', () => {
    expect([trend().ahead, trend().missing]).toEqual([null, null]);
    expect([trend({ dueOn: today }).ahead, trend({ dueOn: today }).missing]).toEqual([-10, null]);
    const past = trend({ dueOn: '2026-11-22', doneOn: [{ day: '2026-10-01', count: 4 }] });
    expect([past.ahead, past.missing]).toEqual([null, 6]);
  });

  it('asks for half of the rest half way to the due day', () => {
    expect(trend({ total: 40, dueOn: '2027-02-15' }).ahead).toBe(-20);
    expect(trend({ total: 40, dueOn: '2027-02-15', doneOn: [{ day: '2026-08-01', count: 10 }] }).ahead).toBe(-15);
    expect(trend({ total: 40, dueOn: '2027-02-15', doneOn: [{ day: '2026-11-20', count: 30 }] }).ahead).toBe(10);
  });

  it('begins with who was done before and stops at everybody', () => {
    const line = { points: [{ day: '2026-09-01', done: 4 }, { day: today, done: 4 }], total: 10, dueOn: '2026-09-11' };
    expect(['2026-08-01', '2026-09-01', '2026-09-06', '2026-09-11', '2026-12-31'].map((day) => paceAt(day, line))).toEqual([4, 4, 7, 10, 10]);
    expect(paceAt(today, { ...line, dueOn: '2026-09-01' })).toBe(10);
  });

  it('is never further behind than people are missing, nor further ahead than people are done', () => {
    fc.assert(
      fc.property(someDone, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 300 }), (doneOn, more, days) => {
        const done = doneOn.reduce((sum, { count }) => sum + count, 0);
        const { ahead } = trend({ doneOn, total: done + more, dueOn: plusDays(today, days) });
        expect(ahead).toBeGreaterThanOrEqual(-more);
        expect(ahead).toBeLessThanOrEqual(done);
      }),
    );
  });
});
