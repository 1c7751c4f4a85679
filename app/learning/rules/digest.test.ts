import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { addFigures, digestDue, isWorthTelling, noFigures, type Figures } from './digest.ts';
import { digestChannels, reminderPolicy } from './reminder-policy.ts';

const policy = reminderPolicy.fallback;
const none = new Set<Day>();
const on = (day: Day, changes: object = {}, holidays: ReadonlySet<Day> = none) => digestDue({ ...policy, ...changes }, day, holidays);

describe('the day of a digest', () => {
  it('is the chosen one of the week, and the days after it until it is too late', () => {
    expect(on('2026-11-23')).toEqual({ week: '2026-11-23', plannedOn: '2026-11-23' });
    expect(on('2026-11-27')).toEqual({ week: '2026-11-23', plannedOn: '2026-11-23' });
    expect(on('2026-11-24', { catchUpDays: 0 })).toBeNull();
    expect(on('2026-11-23', { digest: null })).toBeNull();
  });

  it('is not a day off, unless every day counts', () => {
    expect([on('2026-11-28'), on('2026-11-29')]).toEqual([null, null]);
    expect(on('2026-11-28', { workingDaysOnly: false })).toEqual({ week: '2026-11-23', plannedOn: '2026-11-23' });
    expect(on('2026-11-23', {}, new Set(['2026-11-23']))).toBeNull();
    expect(on('2026-11-24', {}, new Set(['2026-11-23']))).toEqual({ week: '2026-11-23', plannedOn: '2026-11-24' });
  });

  it('makes up for the week before as long as this week’s has not come', () => {
    const friday = { digest: { weekday: 5, hour: '08:00' } };
    expect(on('2026-11-30', friday)).toEqual({ week: '2026-11-23', plannedOn: '2026-11-27' });
    expect(on('2026-12-04', friday)).toEqual({ week: '2026-11-30', plannedOn: '2026-12-04' });
    const sunday = { digest: { weekday: 7, hour: '08:00' } };
    expect(on('2026-11-30', sunday)).toEqual({ week: '2026-11-23', plannedOn: '2026-11-30' });
  });

  it('is of the newest week when a whole week was off', () => {
    const off = new Set(Array.from({ length: 7 }, (_, at) => plusDays('2027-02-08', at)));
    expect(on('2027-02-15', {}, off)).toEqual({ week: '2027-02-15', plannedOn: '2027-02-15' });
    expect(on('2027-02-12', {}, off)).toBeNull();
  });

  it('with any rule has weeks that only go on, each with one planned day', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 7 }), fc.boolean(), fc.integer({ min: 0, max: 30 }), fc.array(fc.integer({ min: 0, max: 90 })), (weekday, workingDaysOnly, catchUpDays, off) => {
      const holidays = new Set(off.map((at) => plusDays('2026-11-01', at)));
      const planned = new Map<Day, Day>();
      let last = '';
      for (let at = 0; at < 90; at += 1) {
        const day = plusDays('2026-11-01', at);
        const due = on(day, { digest: { weekday, hour: '08:00' }, workingDaysOnly, catchUpDays }, holidays);
        if (!due) continue;
        expect(due.week >= last && due.plannedOn <= day && new Date(due.week).getUTCDay() === 1).toBe(true);
        expect(planned.get(due.week) ?? due.plannedOn).toBe(due.plannedOn);
        planned.set(due.week, due.plannedOn);
        last = due.week;
      }
    }), { numRuns: 60 });
  });
});

describe('figures', () => {
  const some: Figures = { total: 12, done: 4, doing: 3, late: 0, soon: 0, doneBefore: 4, lateBefore: 0 };

  it('are worth telling when somebody is late or soon due, or something has changed', () => {
    expect([isWorthTelling(noFigures), isWorthTelling(some)]).toEqual([false, false]);
    for (const change of [{ late: 1, lateBefore: 1 }, { soon: 1 }, { doneBefore: 3 }, { doneBefore: 5 }, { lateBefore: 1 }]) expect(isWorthTelling({ ...some, ...change })).toBe(true);
  });

  it('add up', () => {
    expect(addFigures(some, { ...some, late: 2, soon: 1, doneBefore: 1, lateBefore: 5 })).toEqual({ total: 24, done: 8, doing: 6, late: 2, soon: 1, doneBefore: 5, lateBefore: 5 });
  });
});

it('a digest goes by every way of the rule but text messages', () => {
  expect([digestChannels({ channels: ['EMAIL', 'PUSH', 'SMS'] }), digestChannels({ channels: ['SMS'] }), digestChannels({ channels: [] })]).toEqual([['IN_APP', 'EMAIL', 'PUSH'], ['IN_APP'], ['IN_APP']]);
});
