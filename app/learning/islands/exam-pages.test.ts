import { expect, test } from 'vitest';
import { swapped } from './exam-pages.ts';

test.each([
  ['a free place is taken', ['1', '', ''], 1, '2', ['1', '2', '']],
  ['two items swap', ['1', '2', '3'], 0, '3', ['3', '2', '1']],
  ['an item without a place leaves the other without', ['1', '', ''], 2, '1', ['', '', '1']],
  ['taking a place away touches nobody', ['1', '', '3'], 0, '', ['', '', '3']],
  ['the place that is held already', ['1', '2', ''], 1, '2', ['1', '2', '']],
])('%s', (_name, places, at, place, after) => {
  expect(swapped(places, at, place)).toEqual(after);
});

test('arrow keys on their way to the third place take nothing from whom they pass', () => {
  const before = ['1', '2', ''];
  expect(['1', '2', '3'].map((passed) => swapped(before, 2, passed)).at(-1)).toEqual(['1', '2', '3']);
});
