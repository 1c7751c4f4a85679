import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordFault, wordRow } from './word-row.ts';

const meaning = 'giấy phép lái xe';

describe('a pair of words', () => {
  it('is kept as written, composed, and folded', () => {
    expect(wordRow({ word: `  ${'Bằng  lái'.normalize('NFD')}\u200B `, meaning: 'Giấy phép lái xe' })).toEqual({ word: 'Bằng lái', word_fold: 'bang lai', meaning: 'Giấy phép lái xe', meaning_fold: 'giay phep lai xe' });
  });

  it.each([
    ['', 'no-word'], ['   ', 'no-word'], ['🙂🙂', 'no-word'], ['\u0301\u0303', 'no-word'], ['?!', 'no-word'],
    ['x'.repeat(300), 'too-long'], ['x'.repeat(41), 'too-long'], ['ab '.repeat(28), 'too-long'], ['a b c d e f g h i', 'too-many'],
    ['<b>bằng lái</b>', 'signs'], ['bằng lái 🙂', 'signs'], ['bằng "lái"', 'signs'], [meaning, null], ['bằng lái', null], ['CMND/CCCD', null], ['TP.HCM', null], ['P. Hoa Lư (cũ)', null],
  ] as const)('%j: %s', (word, fault) => {
    expect(wordFault({ word, meaning: 'nghĩa' })).toEqual(fault && { field: 'word', fault });
    expect(wordFault({ word: 'chữ', meaning: word })).toEqual(fault && { field: 'meaning', fault });
  });

  it('says nothing new when both are the same without marks', () => {
    for (const word of [meaning, 'GIAY PHEP LAI XE', meaning.normalize('NFD'), 'giay-phep lai xe']) expect(wordFault({ word, meaning })).toEqual({ field: 'meaning', fault: 'same' });
  });

  it('that passes can be kept: both folds are words', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (word, other) => {
      const row = wordRow({ word, meaning: other });
      return wordFault({ word, meaning: other }) !== null || (row.word_fold !== '' && row.meaning_fold !== '' && row.word_fold !== row.meaning_fold);
    }));
  });
});
