import { expect, it } from 'vitest';
import { largeFirst, smallFirst } from './first-letter.ts';

it.each([
  ['đã trả lời', 'Đã trả lời'],
  ['ế ộ ữ', 'Ế ộ ữ'],
  ['3 người', '3 người'],
  ['', ''],
])('%j stands alone as %j', (small, large) => {
  expect(largeFirst(small)).toBe(large);
  expect(smallFirst(large)).toBe(small);
});

it('leaves the rest of a phrase as it is', () => {
  expect([largeFirst('nhắc UBND tỉnh'), smallFirst('Thứ Hai')]).toEqual(['Nhắc UBND tỉnh', 'thứ Hai']);
});
