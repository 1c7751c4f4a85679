import { expect, it } from 'vitest';
import { holdsWords } from './match-words.ts';

it.each([
  ['', true],
  ['  — ', true],
  ['mat khau', true],
  ['MẬT KHẨU dài', true],
  ['khau mat', true],
  ['khẩ', true],
  ['hau', false],
  ['mật khẩu ngắn', false],
  ['lịch', true],
  ['đổi', true],
  ['doi', true],
])('“%s”: %s', (question, held) => {
  expect(holdsWords(question, 'Mật khẩu dài, dễ nhớ', 'Lịch đổi')).toBe(held);
});

it('finds the same words however they were typed', () => {
  expect(holdsWords('hoà bình'.normalize('NFD'), 'Hoà Bình')).toBe(true);
  expect(holdsWords('a', '')).toBe(false);
});
