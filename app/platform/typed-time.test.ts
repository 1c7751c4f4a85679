import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDay } from './days.ts';
import { dayField, filterDay } from './http/day-field.ts';
import { isRealMoment } from './local-time.ts';
import { isTime, localAsTyped, typedDay, typedMoment, typedTime } from './typed-time.ts';

it.each([['06:30', '06:30'], ['6:30', '06:30'], [' 6h30 ', '06:30'], ['6 h30', '06:30'], ['6H30', '06:30'], ['06g30', '06:30'], ['6.30', '06:30'], ['23:59', '23:59'], ['0:00', '00:00']])('reads %j as a time', (typed, time) => {
  expect([typedTime(typed), isTime(typedTime(typed))]).toEqual([time, true]);
});

it.each(['', '6', '630', '24:00', '06:60', '6h', '6h3', '6h300', '-6:30', '6:30 PM', '6:30:00', '６:30', '06:30\n07:00', '6::30'])('takes %j for no time', (typed) => {
  expect(isTime(typedTime(typed))).toBe(false);
});

it.each(['30/11/2026', ' 30/11/2026 ', '30-11-2026', '30.11.2026', '30 / 11 / 2026', '30112026', '2026-11-30'])('reads %j as a day', (typed) => {
  expect([typedDay(typed), readDay(typed), dayField().safeParse(typed).data]).toEqual(['2026-11-30', '2026-11-30', '2026-11-30']);
});
it.each([['1/2/2026', '2026-02-01'], ['01/2/2026', '2026-02-01'], ['20112026', '2026-11-20'], ['02/09/1945', '1945-09-02']])('reads the day of %j before its month', (typed, day) => {
  expect(typedDay(typed)).toBe(day);
});

it.each(['', '31/02/2026', '13/13/2026', '00/01/2026', '30/11/26', '30/11', '20261130', '11/30/2026', '30/11/2026 08:00', '30//11//2026', '30/11/20260', '３０/11/2026', 'mai', '30/11/2026\n'.repeat(2)])('takes %j for no day', (typed) => {
  expect([dayField().safeParse(typed).success, filterDay.parse(typed)]).toEqual([false, undefined]);
});

it.each([['30/11/2026 08:00', '2026-11-30T08:00'], ['30/11/2026, 8h00', '2026-11-30T08:00'], ['30.11.2026 8.05', '2026-11-30T08:05'], ['30112026 0:00', '2026-11-30T00:00'], ['30 / 11 / 2026 8 h 05', '2026-11-30T08:05'], ['31/12/2026 23:59:59', '2026-12-31T23:59:59'], [' 2026-11-30T08:00 ', '2026-11-30T08:00'], ['2026-11-30 08:00', '2026-11-30T08:00']])('reads %j as a moment', (typed, local) => {
  expect([typedMoment(typed), isRealMoment(typedMoment(typed))]).toEqual([local, true]);
});

it.each(['', '30/11/2026', '08:00', '31/02/2026 08:00', '30/11/2026 24:00', '30/11/2026 8:00 PM', '30/11/2026T08:00', '30/11/2026 08:00:00:00', 'mai 08:00', '30/11/2026 08:00 30/11/2026 08:00'])('takes %j for no moment', (typed) => {
  expect(isRealMoment(typedMoment(typed))).toBe(false);
});

it('is done with a long text at once', () => {
  const hostile = `3${' '.repeat(200_000)}x`;
  expect([typedMoment(hostile), typedDay(hostile)]).toEqual([hostile, hostile]);
});

it('shows what it reads, and reads what it shows', () => {
  const local = fc.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true }).map((date) => date.toISOString());
  fc.assert(fc.property(local, fc.constantFrom(16, 19), (at, length) => {
    expect(typedMoment(localAsTyped(at.slice(0, length)))).toBe(at.slice(0, length));
    expect(typedDay(localAsTyped(at.slice(0, 10)))).toBe(at.slice(0, 10));
  }));
  expect([localAsTyped(''), localAsTyped('mai'), localAsTyped('2026-11-30')]).toEqual(['', 'mai', '30/11/2026']);
});
