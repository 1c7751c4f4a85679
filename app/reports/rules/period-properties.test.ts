import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { dueParts } from './due-words.ts';
import { begunPeriods, isLate, lateReminderDue, monthlyPolicy, nearestPeriod, periodOf, plusMonths, reminderDue, workingDayBefore, type MonthlyPolicy } from './period.ts';
import { punctualityOf } from './report-state.ts';

const zone = 'Asia/Ho_Chi_Minh';
const months = fc.tuple(fc.integer({ min: 2001, max: 2098 }), fc.integer({ min: 1, max: 12 })).map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);
const days = fc.integer({ min: 0, max: 36_000 }).map((count) => plusDays('2001-01-01', count));
const policies: fc.Arbitrary<MonthlyPolicy> = fc.record({ kind: fc.constantFrom('FIFTEENTH' as const, 'CALENDAR' as const), dueDay: fc.integer({ min: 1, max: 28 }), dueTime: fc.constantFrom('00:00:00', '17:00:00', '23:59:59'), remindBefore: fc.uniqueArray(fc.integer({ min: 1, max: 10 }), { maxLength: 5 }), remindAfter: fc.integer({ min: 0, max: 10 }) });
const weekdays = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

describe('periods', () => {
  it('of one kind follow each other without a gap or a double day', () => {
    fc.assert(fc.property(months, policies, (month, policy) => {
      const [one, next] = [periodOf(month, policy, zone), periodOf(plusMonths(month, 1), policy, zone)];
      expect(next.start).toBe(one.end);
      expect(plusDays(one.lastDay, 1)).toBe(one.end);
      expect(daysBetween(one.start, one.end)).toBeGreaterThanOrEqual(28);
      expect(daysBetween(one.start, one.end)).toBeLessThanOrEqual(31);
      expect(one.dueAt < next.dueAt).toBe(true);
    }));
  });

  it('are found again by adding and taking months', () => {
    fc.assert(fc.property(months, fc.integer({ min: -600, max: 600 }), (month, count) => {
      fc.pre(plusMonths(month, count) >= '0001-01');
      expect(plusMonths(plusMonths(month, count), -count)).toBe(month);
      expect(plusMonths(month, count) > month).toBe(count > 0);
    }));
  });

  it('that have begun are as many as were asked for, newest first, one after the other', () => {
    fc.assert(fc.property(days, policies, fc.integer({ min: 1, max: 12 }), (today, policy, count) => {
      const found = begunPeriods(today, count, (month) => periodOf(month, policy, zone));
      expect(found).toHaveLength(count);
      expect(found.every(({ start }) => start <= today)).toBe(true);
      expect(found.map(({ month }) => month)).toEqual(found.map((_, at) => plusMonths(found[0]?.month ?? '', -at)));
      expect(periodOf(plusMonths(found[0]?.month ?? '', 1), policy, zone).start > today).toBe(true);
    }));
  });

  it('nearest to a day are due within half a month or so of it', () => {
    fc.assert(fc.property(days, policies, (today, policy) => {
      const near = nearestPeriod(today, (month) => periodOf(month, policy, zone));
      expect(Math.abs(daysBetween(today, near.dueDay))).toBeLessThanOrEqual(16);
    }));
  });
});

describe('lateness', () => {
  it('begins exactly a second after the due moment, and missing with it', () => {
    fc.assert(fc.property(months, policies, fc.integer({ min: -5_000, max: 5_000 }), (month, policy, off) => {
      const { dueAt } = periodOf(month, policy, zone);
      const at = new Date(Date.parse(dueAt) + off).toISOString();
      expect(isLate(at, dueAt)).toBe(off >= 1_000);
      expect(punctualityOf(null, dueAt, at)).toBe(off >= 1_000 ? 'MISSING' : 'NOT_YET');
      expect(punctualityOf(at, dueAt, '2099-12-31T00:00:00.000Z')).toBe(off >= 1_000 ? 'LATE' : 'ON_TIME');
    }));
  });
});

describe('reminders', () => {
  it('come on or before the due day, on a working day or after one, and the last one that is due', () => {
    fc.assert(fc.property(days, fc.uniqueArray(fc.integer({ min: 1, max: 10 }), { maxLength: 5 }), fc.integer({ min: -3, max: 30 }), (dueDay, before, ahead) => {
      const today = plusDays(dueDay, -ahead);
      const due = reminderDue(today, { dueDay }, before, weekdays);
      const reached = before.filter((count) => workingDayBefore(dueDay, count, weekdays) <= today);
      if (ahead < 0 || reached.length === 0) {
        expect(due).toBeNull();
        return;
      }
      expect(due?.step).toBe(`before-${Math.min(...reached)}`);
      expect(due?.missed).toHaveLength(reached.length - 1);
      expect(due?.missed).not.toContain(due?.step);
    }));
  });

  it('count working days only', () => {
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 10 }), (day, count) => {
      const found = workingDayBefore(day, count, weekdays);
      expect(weekdays(found)).toBe(true);
      const between = Array.from({ length: daysBetween(found, day) }, (_, at) => plusDays(found, at)).filter(weekdays);
      expect(between).toHaveLength(count);
    }));
  });

  it('after the due day come on the day so many working days behind it and for a week, never before and never with none', () => {
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 10 }), fc.integer({ min: -3, max: 40 }), (dueDay, after, later) => {
      const between = Array.from({ length: Math.max(0, later) }, (_, at) => plusDays(dueDay, at + 1));
      const reached = between.filter(weekdays)[after - 1];
      const due = lateReminderDue(plusDays(dueDay, later), { dueDay }, after, weekdays);
      expect(due).toEqual(reached !== undefined && daysBetween(reached, plusDays(dueDay, later)) <= 7 ? { step: `after-${after}`, missed: [] } : null);
      expect(lateReminderDue(plusDays(dueDay, later), { dueDay }, 0, weekdays)).toBeNull();
    }));
  });
  it('end although there is never a working day', () => expect(workingDayBefore('2026-12-14', 10, () => false) < '2026-12-14').toBe(true));
});

describe('the due moment in words', () => {
  it('names the day after for the last second of a day, over months, years and a leap day', () => {
    const said = (month: string, change: Partial<MonthlyPolicy> = {}) => dueParts(periodOf(month, { ...monthlyPolicy.fallback, ...change }, zone).dueAt, zone);
    expect(said('2026-12')).toEqual({ day: '15/12/2026', time: null });
    expect(said('2028-02', { dueDay: 28 })).toEqual({ day: '29/02/2028', time: null });
    expect(said('2027-02', { dueDay: 28 })).toEqual({ day: '01/03/2027', time: null });
    expect(said('2026-12', { kind: 'CALENDAR', dueDay: 1, dueTime: '00:00:00' })).toEqual({ day: '01/01/2027', time: '00:00' });
    expect(said('2026-12', { dueTime: '23:59:58' })).toEqual({ day: '14/12/2026', time: '23:59' });
  });
});
