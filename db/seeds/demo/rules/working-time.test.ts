import { describe, expect, it } from 'vitest';
import { randomFor } from './random.ts';
import { atLocal, DEMO_NOW, daysApart, isHoliday, isWorkingDay, localDay, localMinutes, nextSitting, plusDays, studyMoment, workingDayFrom } from './working-time.ts';

describe('the calendar', () => {
  it.each([
    ['2026-11-23', true, 'a Monday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-01-01', false, 'New Year'],
    ['2026-02-13', true, 'the last day before Tết'],
    ['2026-02-14', false, 'the first day of Tết'],
    ['2026-02-17', false, 'a Tuesday in Tết'],
    ['2026-02-22', false, 'the last day of Tết'],
    ['2026-02-23', true, 'the first day after Tết'],
    ['2026-04-27', false, 'the day off for Giỗ Tổ'],
    ['2026-04-30', false, 'Liberation Day'],
    ['2026-05-01', false, 'Labour Day'],
    ['2026-09-02', false, 'National Day'],
  ])('%s is a working day: %s (%s)', (day, expected) => {
    expect(isWorkingDay(day)).toBe(expected);
  });

  it('knows holidays apart from weekends', () => {
    expect(isHoliday('2026-02-17')).toBe(true);
    expect(isHoliday('2026-11-22')).toBe(false);
  });

  it('counts days across months and leap years', () => {
    expect(plusDays('2026-02-27', 2)).toBe('2026-03-01');
    expect(plusDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(plusDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysApart('2026-03-09', '2026-11-30')).toBe(266);
  });

  it('goes on to the next working day, with chance some days later, never back', () => {
    expect(workingDayFrom('2026-11-23')).toBe('2026-11-23');
    expect(workingDayFrom('2026-11-21')).toBe('2026-11-23');
    expect(workingDayFrom('2026-02-14')).toBe('2026-02-23');
    const random = randomFor('spread');
    const days = new Set(Array.from({ length: 100 }, () => workingDayFrom('2026-11-07', random)));
    expect(days.size).toBeGreaterThan(2);
    expect([...days].every((day) => isWorkingDay(day) && day > '2026-11-07' && day < '2026-11-16')).toBe(true);
  });
});

describe('the clock', () => {
  it('is seven hours ahead of UTC', () => {
    expect(new Date(atLocal('2026-11-23', 480)).toISOString()).toBe(DEMO_NOW);
    expect(localDay(Date.parse('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
    expect(localDay(Date.parse('2026-11-22T16:59:59Z'))).toBe('2026-11-22');
    expect(localMinutes(Date.parse(DEMO_NOW))).toBe(480);
    expect(localMinutes(atLocal('2026-11-23', 0))).toBe(0);
    expect(localMinutes(atLocal('2026-11-23', 1439, 59))).toBe(1439);
  });

  it('people sit down in office hours, seldom at noon and in the evening', () => {
    const random = randomFor('moments');
    const minutes = Array.from({ length: 5_000 }, () => studyMoment(random, '2026-11-23')).map(localMinutes);
    const share = (from: number, to: number): number => minutes.filter((minute) => minute >= from && minute < to).length / minutes.length;
    expect(share(450, 1050)).toBeGreaterThan(0.94);
    expect(share(690, 810)).toBeLessThan(0.06);
    expect(share(1170, 1290)).toBeGreaterThan(0.02);
    expect(share(0, 450) + share(1290, 1440)).toBe(0);
  });

  it('the next sitting is later and hardly ever on a Saturday, never on a Sunday or holiday', () => {
    const random = randomFor('sittings');
    const days = Array.from({ length: 1_000 }, () => nextSitting(random, '2026-11-16', random.int(1, 9)));
    expect(days.every((day) => day > '2026-11-16')).toBe(true);
    const saturdays = days.filter((day) => day === '2026-11-21').length;
    expect(saturdays).toBeGreaterThan(0);
    expect(saturdays).toBeLessThan(40);
    expect(days).not.toContain('2026-11-22');
    expect(nextSitting(random, '2026-02-13', 1) >= '2026-02-23').toBe(true);
  });
});
