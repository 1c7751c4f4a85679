import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undoKeys } from './telex.ts';

describe('keys that no input method took', () => {
  it.each([
    ['ddawng', 'đăng'], ['kys', 'ký'], ['cawn', 'căn'], ['cuowcs', 'cước'], ['cuwowcs', 'cước'], ['nuwowcs', 'nước'], ['ddieenj', 'điện'], ['thoaij', 'thoại'], ['hoaf', 'hoà'], ['thuyr', 'thuỷ'], ['quys', 'quý'],
    ['giaays', 'giấy'], ['gif', 'gì'], ['nguwowif', 'người'], ['uwu', 'ưu'], ['xaxx', 'xã'], ['DDAWNG', 'đăng'], ['thuees', 'thuế'], ['muwcs', 'mức'], ['quoocs', 'quốc'], ['quaan', 'quân'], ['tuwj', 'tự'],
  ])('%j is Telex for %j', (typed, word) => {
    expect(undoKeys(typed)).toBe(word.normalize('NFC'));
  });

  it.each([
    ['d9a8ng', 'đăng'], ['ky1', 'ký'], ['ca8n', 'căn'], ['cu7o71c', 'cước'], ['d9ie65n', 'điện'], ['thoa5i', 'thoại'], ['gia6y1', 'giấy'], ['ngu7o7i2', 'người'], ['thue61', 'thuế'], ['xa4', 'xã'], ['hoa2', 'hoà'],
  ])('%j is VNI for %j', (typed, word) => {
    expect(undoKeys(typed)).toBe(word.normalize('NFC'));
  });

  it.each(['', 'a', '2', '06', '123', 'vneid', 'can', 'thẻ', 'mật', 'đ', 'a b', 'mat-khau', '😀', 'x'.repeat(13), '\u0301', '__proto__', '9a'])('%j is neither', (typed) => {
    expect(undoKeys(typed)).toBeNull();
  });

  it('give a composed word in small letters or nothing, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'adeowuiysfrxjz0126789qgnch'), minLength: 2, maxLength: 12 }), (typed) => {
      const word = undoKeys(typed);
      if (word === null) return;
      expect([word.normalize('NFC'), word.toLowerCase()]).toEqual([word, word]);
      expect(word).not.toBe(typed);
      expect([...word].length).toBeLessThanOrEqual(typed.length);
    }));
  });

  it('make no word of what is one already: undone once more it stays', () => {
    for (const typed of ['ddawng', 'cuowcs', 'thoaij', 'ky1']) expect(undoKeys(undoKeys(typed) ?? '')).toBeNull();
  });
});
