import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, compareTexts, fold } from './fold.ts';
import { beginningOf, normaliseLine, normaliseText } from './normalise.ts';

const anyText = fc.string({ unit: 'binary' });
const vietnamese = fc.string({ unit: fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyÁẠẦẶĐỆỊỌỜỨỸỵ -\u0301\u0323\u200b') });

describe('folding', () => {
  it('takes marks, đ, case and punctuation away', () => {
    expect(fold('Đặng Thị Thuỳ-Dương')).toBe('dang thi thuy duong');
    expect(fold('  Nguyễn   Văn\tA. ')).toBe('nguyen van a');
    expect(fold('ĐỀ ÁN 06/CP')).toBe('de an 06 cp');
    expect(fold('…')).toBe('');
  });

  it('is the same for composed and decomposed letters and upper case', () => {
    fc.assert(fc.property(vietnamese, (text) => fold(text.normalize('NFD')) === fold(text.normalize('NFC')) && fold(text.toLocaleUpperCase('vi')) === fold(text)));
  });

  it('changes nothing the second time and leaves no marks, for any text', () => {
    fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text) && !/\p{M}|^ | $| {2}/u.test(fold(text))));
  });
});

describe('normalising', () => {
  it('removes what cannot be seen and keeps lines', () => {
    expect(normaliseText('a\r\nb\rc\u200b\u00ad\ufeff\u202e\u0000')).toBe('a\nb\nc');
    expect(normaliseText('hai\u00a0chữ')).toBe('hai chữ');
    expect(normaliseLine('  một \n hai\t ba ')).toBe('một hai ba');
    expect(normaliseText('Thuy\u0300')).toBe('Thuỳ');
    expect(normaliseText('e\u200b\u0301')).toBe('é');
  });

  it('gives composed text that does not change any more, for any text', () => {
    fc.assert(fc.property(fc.oneof(anyText, vietnamese), (text) => {
      const clean = normaliseText(text);
      return clean === clean.normalize('NFC') && normaliseText(clean) === clean && !/[\u0000\r\u200b\ufeff]/.test(clean) && normaliseLine(normaliseLine(text)) === normaliseLine(text);
    }));
  });
});

describe('sorting names', () => {
  it('goes by the given name, then by the whole name, in Vietnamese order', () => {
    const people = ['Vũ Đình Đạt', 'Nguyễn Văn An', 'Lê Thị Ánh', 'Trần Dũng', 'Bùi Văn An', 'Đỗ Ân'];
    expect(people.toSorted(compareNames)).toEqual(['Bùi Văn An', 'Nguyễn Văn An', 'Lê Thị Ánh', 'Đỗ Ân', 'Trần Dũng', 'Vũ Đình Đạt']);
  });

  it('is an order: it does not depend on where one starts', () => {
    fc.assert(fc.property(fc.array(vietnamese, { maxLength: 8 }), (names) => {
      expect(names.toReversed().toSorted(compareNames).map((name) => name.normalize('NFC').trim()).length).toBe(names.length);
      for (const a of names) for (const b of names) if (Math.sign(compareNames(a, b)) !== -Math.sign(compareNames(b, a))) return false;
      return names.every((name) => compareNames(name, name) === 0);
    }));
  });
});

describe('the beginning of a text', () => {
  it.each([['abc', 5, 'abc'], ['abc', 3, 'abc'], ['abc', 2, 'ab'], ['ab😀', 3, 'ab'], ['ab😀', 4, 'ab😀'], ['😀', 1, ''], ['', 5, ''], ['abc', 0, '']])('of %j with %i places is %j', (text, most, beginning) => {
    expect(beginningOf(text, most)).toBe(beginning);
  });

  it('is never longer, begins the text and cuts no sign in half', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.nat(30), (text, most) => {
      const beginning = beginningOf(text, most);
      expect([beginning.length <= most, text.startsWith(beginning), beginning.isWellFormed()]).toEqual([true, true, true]);
      expect(Math.min(text.length, most) - beginning.length).toBeLessThanOrEqual(1);
    }));
  });
});

describe('titles in order', () => {
  it('have đ after d, marked letters after plain ones and numbers by their size', () => {
    expect(['Đoàn', 'Zalo', 'ăn', 'Dân', 'An', 'Sở 10', 'âm', 'Sở 2', 'Ủy ban', 'Văn'].toSorted(compareTexts)).toEqual(['An', 'ăn', 'âm', 'Dân', 'Đoàn', 'Sở 2', 'Sở 10', 'Ủy ban', 'Văn', 'Zalo']);
  });

  it('do not depend on how their letters are composed', () => {
    expect(compareTexts('Đường', 'Đường'.normalize('NFD'))).toBe(0);
  });
});
