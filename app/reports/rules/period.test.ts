import { describe, expect, it } from 'vitest';
import { begunPeriods, isLate, monthlyPolicy, monthWords, nearestPeriod, periodOf, plusMonths, reminderDue, workingDayBefore } from './period.ts';

const zone = 'Asia/Ho_Chi_Minh';
const of = (month: string) => periodOf(month, monthlyPolicy.fallback, zone);
const calendar = (month: string) => periodOf(month, { ...monthlyPolicy.fallback, kind: 'CALENDAR' }, zone);
const weekdays = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

describe('a period', () => {
  it('goes from the 15th to the 14th and is due with its last second', () => {
    expect(of('2026-12')).toEqual({ month: '2026-12', start: '2026-11-15', end: '2026-12-15', lastDay: '2026-12-14', dueDay: '2026-12-14', dueAt: '2026-12-14T16:59:59.000Z' });
    expect(of('2027-01').start).toBe('2026-12-15');
    expect(of('2028-03')).toMatchObject({ start: '2028-02-15', lastDay: '2028-03-14' });
  });

  it('is a calendar month by setting, reported in the next one', () => {
    expect(calendar('2026-11')).toEqual({ month: '2026-11', start: '2026-11-01', end: '2026-12-01', lastDay: '2026-11-30', dueDay: '2026-12-14', dueAt: '2026-12-14T16:59:59.000Z' });
    expect(calendar('2026-12')).toMatchObject({ end: '2027-01-01', dueDay: '2027-01-14' });
    expect(calendar('2028-02').lastDay).toBe('2028-02-29');
  });

  it('counts months over the years, and writes them as people do', () => {
    expect([plusMonths('2026-12', 1), plusMonths('2026-01', -1), plusMonths('2026-11', -24), plusMonths('2026-11', 0)]).toEqual(['2027-01', '2025-12', '2024-11', '2026-11']);
    expect(monthWords('2026-11')).toBe('11/2026');
  });

  it.each([{ dueDay: 29 }, { dueDay: 0 }, { dueTime: '24:00:00' }, { dueTime: '23:59' }, { kind: 'YEAR' }, { remindBefore: [0] }])('takes no setting like %j', (bad) => {
    expect(monthlyPolicy.value.safeParse({ ...monthlyPolicy.fallback, ...bad }).success).toBe(false);
  });
});

describe('lateness', () => {
  const { dueAt } = of('2026-12');
  it.each([
    ['2026-12-14T16:59:58.999Z', false],
    ['2026-12-14T16:59:59.000Z', false],
    ['2026-12-14T16:59:59.999Z', false],
    ['2026-12-14T17:00:00.000Z', true],
  ])('at %s is %s: the due second itself is in time', (at, late) => expect(isLate(at, dueAt)).toBe(late));
});

describe('the period of the day', () => {
  it('is the one whose due day is nearest; of two the one to come', () => {
    const month = (today: string) => nearestPeriod(today, of).month;
    expect(month('2026-11-14')).toBe('2026-11');
    expect(month('2026-11-23')).toBe('2026-11');
    expect(month('2026-11-29')).toBe('2026-12');
    expect(month('2026-12-31')).toBe('2027-01');
    expect(nearestPeriod('2026-12-01', calendar).month).toBe('2026-11');
  });

  it('may be written about once it has begun', () => {
    expect(begunPeriods('2026-11-14', 2, of).map(({ month }) => month)).toEqual(['2026-11', '2026-10']);
    expect(begunPeriods('2026-11-15', 2, of).map(({ month }) => month)).toEqual(['2026-12', '2026-11']);
    expect(begunPeriods('2026-12-01', 3, calendar).map(({ month }) => month)).toEqual(['2026-12', '2026-11', '2026-10']);
  });
});

describe('reminders', () => {
  it('count working days, over week-ends and holidays', () => {
    // 14/12/2026 is a Monday.
    expect(workingDayBefore('2026-12-14', 1, weekdays)).toBe('2026-12-11');
    expect(workingDayBefore('2026-12-14', 3, weekdays)).toBe('2026-12-09');
    expect(workingDayBefore('2026-12-14', 1, (day) => weekdays(day) && day !== '2026-12-11')).toBe('2026-12-10');
    expect(workingDayBefore('2026-12-14', 1, () => false)).toBe('2026-09-15');
  });

  it('say of several that were missed only the last, and nothing after the due day', () => {
    const due = (today: string) => reminderDue(today, of('2026-12'), [1, 3], weekdays);
    expect(due('2026-12-08')).toBeNull();
    expect(due('2026-12-09')).toEqual({ step: 'before-3', missed: [] });
    expect(due('2026-12-10')).toEqual({ step: 'before-3', missed: [] });
    expect(due('2026-12-11')).toEqual({ step: 'before-1', missed: ['before-3'] });
    expect(due('2026-12-14')).toEqual({ step: 'before-1', missed: ['before-3'] });
    expect(due('2026-12-15')).toBeNull();
    expect(reminderDue('2026-12-11', of('2026-12'), [], weekdays)).toBeNull();
  });
});
