import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localAsTyped, typedDay, typedMoment } from '../../platform/typed-time.ts';
import { chosen } from './day-pick.ts';

it.each([
  ['', '2026-11-30', '30/11/2026'],
  ['mai', '2026-11-30', '30/11/2026'],
  ['01/02/2026', '2026-11-30', '30/11/2026'],
  ['30112026', '2026-12-01', '01/12/2026'],
  ['01/02/2026 08:30', '2026-11-30', '30/11/2026 08:30'],
  ['1/2/2026, 8h30', '2026-11-30', '30/11/2026 8h30'],
  ['01/02/2026 23:59:59', '2026-11-30', '30/11/2026 23:59:59'],
  ['01/02/2026 08:30', '', ''],
])('a line %j with the day %j chosen becomes %j', (typed, day, line) => {
  expect(chosen(typed, day)).toBe(line);
});

it('what the calendar gives is read as the day that was chosen, and the time behind it stays', () => {
  const local = fc.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true }).map((date) => date.toISOString());
  fc.assert(fc.property(local, local, fc.constantFrom(16, 19), (before, after, length) => {
    const [stored, day] = [before.slice(0, length), after.slice(0, 10)];
    expect(typedMoment(chosen(localAsTyped(stored), day))).toBe(`${day}${stored.slice(10)}`);
    expect(typedDay(chosen(localAsTyped(stored.slice(0, 10)), day))).toBe(day);
  }));
});
