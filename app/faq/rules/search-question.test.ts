import { expect, it } from 'vitest';
import { asFarAsTyped } from './search-question.ts';

it.each([['dang k', 'dang '], ['đăng ký ơ', 'đăng ký '], ['đăng ký ở'.normalize('NFD'), 'đăng ký '.normalize('NFD')], ['d', 'd'], ['dang ky', 'dang ky'], ['mức 2', 'mức 2'], ['bảo hiểm y ', 'bảo hiểm y '], ['', '']])('%j is sought as %j while it is typed', (typed, sought) => {
  expect(asFarAsTyped(typed)).toBe(sought);
});
