import { expect, it } from 'vitest';
import { isTime, typedTime } from './typed-time.ts';

it.each([['06:30', '06:30'], ['6:30', '06:30'], [' 6h30 ', '06:30'], ['6 h30', '06:30'], ['6H30', '06:30'], ['06g30', '06:30'], ['6.30', '06:30'], ['23:59', '23:59'], ['0:00', '00:00']])('reads %j as a time', (typed, time) => {
  expect([typedTime(typed), isTime(typedTime(typed))]).toEqual([time, true]);
});

it.each(['', '6', '630', '24:00', '06:60', '6h', '6h3', '6h300', '-6:30', '6:30 PM', '6:30:00', '６:30', '06:30\n07:00', '6::30'])('takes %j for no time', (typed) => {
  expect(isTime(typedTime(typed))).toBe(false);
});
