import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, fold } from './fold.ts';
import { normaliseLine, normaliseText } from './normalise.ts';

/** What nobody sees, but what would tell two equal words apart. */
const hidden = {
  'a zero-width space': '\u200b',
  'a zero-width joiner': '\u200d',
  'a word joiner': '\u2060',
  'a soft hyphen': '\u00ad',
  'a byte-order mark': '\ufeff',
  'a right-to-left override': '\u202e',
  'an isolate of bidi text': '\u2066',
  'an Arabic letter mark': '\u061c',
  'an invisible operator': '\u2063',
  'a deprecated format character': '\u206f',
  'a joiner of graphemes': '\u034f',
  'a Mongolian vowel separator': '\u180e',
  'an annotation anchor': '\ufff9',
  'a tag': '\u{e0041}',
  'a Hangul filler': '\u3164',
  'a half-width Hangul filler': '\uffa0',
  'a Hangul vowel filler': '\u1160',
  'NUL': '\u0000',
  'an escape character': '\u001b',
  'a C1 control': '\u0085',
  'the last C1 control': '\u009f',
  'a delete character': '\u007f',
};

describe.each(Object.entries(hidden))('%s', (_what, sign) => {
  it('goes, wherever it stands', () => {
    expect(normaliseLine(`${sign}Đặng${sign} Thị ${sign}Ánh${sign}`)).toBe('Đặng Thị Ánh');
    expect(normaliseText(`a${sign}\n${sign}b`)).toBe('a\nb');
  });

  it('does not keep a letter from its mark', () => {
    expect(normaliseLine(`e${sign}\u0301`)).toBe('é');
  });

  it('alone is an empty line', () => {
    expect(normaliseLine(` ${sign}${sign} `)).toBe('');
  });
});

describe('halves of characters', () => {
  it.each([['a high one', 'An\ud83d Bình'], ['a low one', 'An\ude00 Bình'], ['two in the wrong order', 'An\ude00\ud83d Bình']])('%s become the sign that the database would keep', (_what, text) => {
    const clean = normaliseLine(text);
    expect(clean).toBe(Buffer.from(text, 'utf8').toString('utf8'));
    expect(clean.isWellFormed()).toBe(true);
  });

  it('are not joined over something that goes', () => {
    expect(normaliseLine('\ud83d\u200b\ude00')).toBe('\ufffd\ufffd');
  });

  it('that belong together stay', () => {
    expect(normaliseLine('😀 𠮷')).toBe('😀 𠮷');
  });
});

describe('what can be seen', () => {
  it.each(['Y’Bliêu Êban', 'Nguyễn Văn A (B)', 'Trần-Lê', '李', '한국', 'ខ្មែរ', 'ລາວ', 'Ñandú Šimůnek', '½ – “ ” …', 'a\ufe0f'])('%s stays as it is', (text) => {
    expect(normaliseLine(text)).toBe(text.normalize('NFC'));
  });

  it.each([['\u00a0', ' '], ['\u2003', ' '], ['\u3000', ' '], ['\u2028', ' '], ['\u2029', ' '], ['\t', ' '], ['\v', ''], ['\f', '']])('the blank %j in a line becomes %j', (blank, left) => {
    expect(normaliseLine(`một${blank}hai`)).toBe(`một${left}hai`);
  });

  it('lines end in one way, however they were written', () => {
    expect(normaliseText('a\r\nb\rc\nd\r\r\ne')).toBe('a\nb\nc\nd\n\ne');
  });
});

describe('folding and sorting what is hostile', () => {
  it.each([['Ｎguyễn', 'ｎguyen'], ['ĐÐɖ', 'ddd'], ['a\u0323\u0302', 'a'], ['ﬁ', 'ﬁ'], ['ẞ', 'ß'], ['１２', '１２'], ['\ud800a', 'a'], ["'; drop table x; --", 'drop table x'], ['%_*', '']])('%j folds to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('folds ten million letters without standing still', () => {
    expect(fold('Đặng '.repeat(200_000))).toHaveLength(5 * 200_000 - 1);
  });

  it('finds the given name behind stray blanks', () => {
    expect(['Lê Văn  Bình ', ' Trần Thị An'].toSorted(compareNames)).toEqual([' Trần Thị An', 'Lê Văn  Bình ']);
    expect(compareNames('', ' ')).not.toBeNaN();
  });

  it('never lets a hidden sign change what a word folds to, once it is normalised', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aâđộ '), maxLength: 12 }), fc.constantFrom(...Object.values(hidden)), fc.nat(11), (text, sign, at) => {
      const spoilt = text.slice(0, at) + sign + text.slice(at);
      expect(fold(normaliseLine(spoilt))).toBe(fold(text));
    }));
  });
});
