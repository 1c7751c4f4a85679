import { expect, it } from 'vitest';
import { longDay } from '../../platform/days.ts';
import { pdfFileNames, viNumber, viScore } from './certificate-words.ts';

it.each([
  ['2026-11-23', 'ngày 23 tháng 11 năm 2026'],
  ['2026-02-05', 'ngày 05 tháng 02 năm 2026'],
  ['2026-01-31', 'ngày 31 tháng 01 năm 2026'],
  ['2026-03-09', 'ngày 09 tháng 3 năm 2026'],
])('writes %s as official papers do: %s', (day, words) => expect(longDay(day)).toBe(words));

it('writes scores and periods with a comma', () => {
  expect([viScore(8.5), viScore(10), viScore(8.67)]).toEqual(['8,5', '10,0', '8,7']);
  expect([viNumber(3), viNumber(1.5)]).toEqual(['3', '1,5']);
});

it('names the file for old programs in plain letters', () => {
  expect(pdfFileNames('NB-2026-000123')).toEqual({ ascii: 'chung-nhan-hoan-thanh-NB-2026-000123.pdf', full: 'Chứng nhận hoàn thành NB-2026-000123.pdf' });
});
