import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOneEdit } from './did-you-mean.ts';
import { lexiconOf } from './lay-words.ts';
import { addDocument, buildIndex, emptyIndex, knownTerm, removeDocument, type SearchDocument } from './search-index.ts';
import { searchIndex } from './search.ts';
import { fitOf } from './search-text.ts';

const document = (id: string, question: string, more: Partial<SearchDocument> = {}): SearchDocument => ({ id, group: 'g', question, variants: [], short: '', body: '', ...more });
const library = [
  document('mat-the', 'Mất thẻ căn cước thì làm lại ở đâu?', { variants: ['rơi thẻ', 'bị mất CCCD'] }),
  document('doi-the', 'Mấy tuổi phải đổi thẻ căn cước?'),
  document('mat-khau', 'Quên mật khẩu VNeID thì làm thế nào?'),
  document('tam-tru', 'Đăng ký tạm trú cho con thế nào?', { body: 'Hoà giải viên không làm việc này.' }),
  document('le-phi', 'Lệ phí là bao nhiêu?', { short: 'Phí cấp đổi là 50.000 đồng.' }),
];
const index = buildIndex(library);
const found = (question: string, limit?: number) => searchIndex(index, question, limit ? { limit } : {}).hits.map(({ id }) => id);

describe('a question', () => {
  it.each([
    ['mất thẻ căn cước', 'mat-the'], ['mất thẻ căn cước'.normalize('NFD'), 'mat-the'], ['MẤT THẺ CĂN CƯỚC', 'mat-the'], ['mat the can cuoc', 'mat-the'], ['căn cước thẻ mất', 'mat-the'], ['mất—thẻ…căn,cước?!', 'mat-the'],
    ['m\u200bất th\u00adẻ căn cước', 'mat-the'], ['rơi thẻ', 'mat-the'], ['ｍất thẻ', 'mat-the'], ['hòa giải viên', 'tam-tru'], ['hoà giải viên', 'tam-tru'], ['dang ky tam tru', 'tam-tru'], ['50.000 đồng', 'le-phi'],
  ])('%j finds %s first', (question, id) => {
    expect(found(question)[0]).toBe(id);
  });

  it.each(['', ' ', '?!', '😀😀', '\u0301\u0301', '\u0000', '"', '*', "' or 1=1 --", '(((', 'zzzz qqqq', 'x'.repeat(10_000), '\ud800', '__proto__', 'constructor', 'toString'])('%j finds nothing and breaks nothing', (question) => {
    const { hits, total, how } = searchIndex(index, question);
    expect([hits, total, how]).toEqual([[], 0, 'none']);
  });

  it.each([['ko quên mật khẩu dc', 'không quên mật khẩu được'], ['quên mật khẩu r thì lm ntn', 'quên mật khẩu rồi thì làm như thế nào'], ['mat the j z', 'mat the']])('typed in a hurry, %j, finds what %j finds', (hasty, slow) => {
    const short = searchIndex(index, hasty);
    expect([short.how, short.hits.map(({ id }) => id)]).toEqual([searchIndex(index, slow).how, found(slow)]);
    expect(short.hits.length).toBeGreaterThan(0);
  });

  it('with a word that stands nowhere has found only a part of it: no carrier, however short, is taken for one', () => {
    expect(searchIndex(index, 'mất thẻ zq').how).toBe('some');
    expect(searchIndex(index, 'mất thẻ ko').how).toBe('all');
    expect(searchIndex(index, 'ko dc j').how).toBe('none');
  });

  it('has as many hits as are wanted, the best ones, and says how many there are', () => {
    const all = found('thẻ căn cước');
    expect(all.toSorted()).toEqual(['doi-the', 'mat-the']);
    expect(found('thẻ căn cước', 1)).toEqual(all.slice(0, 1));
    expect(searchIndex(index, 'thẻ căn cước', { limit: 1 }).total).toBe(2);
  });

  it('gives the same hits in the same order whatever the order in which answers came', () => {
    fc.assert(fc.property(fc.shuffledSubarray(library, { minLength: library.length }), (shuffled) => {
      const other = buildIndex(shuffled);
      for (const question of ['thẻ', 'mat', 'lam the nao', 'đăng ký thẻ']) expect(searchIndex(other, question).hits.map(({ id }) => id)).toEqual(found(question));
    }), { numRuns: 30 });
  });
});

describe('what was probably meant', () => {
  it('is searched at once when a typed word stands nowhere, and said', () => {
    expect(searchIndex(index, 'quên mật khảu')).toMatchObject({ hits: [{ id: 'mat-khau' }], read: null });
    expect(searchIndex(index, 'quen mat khauu')).toMatchObject({ hits: [{ id: 'mat-khau' }], read: 'quen mat khẩu' });
    expect(searchIndex(index, 'quên maajt khaaur')).toMatchObject({ hits: [{ id: 'mat-khau' }], read: 'quên mật khẩu' });
  });

  it('is never a number that is nearly another, nor a word of an answer that has gone', () => {
    const own = emptyIndex();
    addDocument(own, document('a', 'Mẫu CT01 nộp ở đâu?'));
    addDocument(own, document('bi-mat', 'Tuyetmat là gì?'));
    expect(searchIndex(own, 'mẫu ct02').read).toBeNull();
    removeDocument(own, 'bi-mat');
    expect([knownTerm(own, 'tuyetmat'), searchIndex(own, 'tuyetma')]).toEqual([undefined, { hits: [], total: 0, how: 'none', read: null, meant: null }]);
  });

  it.each([
    ['khau', 'khauu', true], ['khau', 'kau', true], ['khau', 'khao', true], ['khau', 'hkau', true], ['khau', 'khua', true], ['', 'a', true],
    ['khau', 'khau', false], ['khau', 'uahk', false], ['khau', 'kh', false], ['khau', 'khauuu', false], ['khau', 'xhax', false], ['', '', false], ['ab', 'cd', false],
  ])('%j and %j are one slip apart: %s', (one, other, is) => {
    expect([isOneEdit(one, other), isOneEdit(other, one)]).toEqual([is, is]);
  });

  it('is one slip from every word with a letter added, left out, exchanged or moved by one', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcd'), minLength: 1, maxLength: 6 });
    fc.assert(fc.property(word, fc.nat(5), fc.constantFrom(...'xyz'), (text, at, letter) => {
      const place = at % text.length;
      expect(isOneEdit(text, text.slice(0, place) + letter + text.slice(place))).toBe(true);
      expect(isOneEdit(text, text.slice(0, place) + letter + text.slice(place + 1))).toBe(true);
      expect(isOneEdit(text, text.slice(0, place) + text.slice(place + 1))).toBe(true);
    }));
  });
});

describe('how a typed word fits a written one', () => {
  it.each([
    ['hoà', 'hoà', 'exact'], ['hòa', 'hoà', 'placed'], ['thủy', 'thuỷ', 'placed'], ['duong', 'đường', 'lesser'], ['đuong', 'đường', 'lesser'], ['đương', 'đường', 'lesser'],
    ['dương', 'đường', 'lesser'], ['đường', 'duong', 'other'], ['dướng', 'dường', 'other'], ['mat', 'mất', 'lesser'], ['mạt', 'mất', 'other'], ['mất', 'mật', 'other'],
  ] as const)('%j for %j: %s', (typed, written, fit) => {
    expect(fitOf(typed, written)).toBe(fit);
  });
});

describe('lay words', () => {
  it('lead both ways and to their fellows, never from one meaning to another', () => {
    const lexicon = lexiconOf([{ word: 'CCCD', meaning: 'căn cước' }, { word: 'chứng minh', meaning: 'căn cước' }, { word: 'CCCD', meaning: 'thẻ gắn chip' }]);
    const own = buildIndex([document('cc', 'Cấp căn cước ở đâu?'), document('chip', 'Thẻ gắn chip là gì?'), document('cm', 'Chứng minh cũ còn dùng được không?')]);
    const hits = (question: string) => searchIndex(own, question, { lexicon }).hits.map(({ id }) => id).toSorted();
    expect([hits('cccd'), hits('chứng minh'), hits('căn cước'), hits('thẻ gắn chip')]).toEqual([['cc', 'chip', 'cm'], ['cc', 'cm'], ['cc', 'cm'], ['chip']]);
  });

  it('that are empty, mean themselves or are objects of the language change nothing', () => {
    for (const pair of [{ word: '', meaning: 'thẻ' }, { word: 'thẻ', meaning: 'THẺ' }, { word: '😀', meaning: '!' }]) expect(lexiconOf([pair]).sayings.size).toBe(0);
    const lexicon = lexiconOf([{ word: 'constructor', meaning: 'mật khẩu' }]);
    expect(searchIndex(index, 'constructor', { lexicon }).hits.map(({ id }) => id)).toEqual(['mat-khau']);
    expect(searchIndex(index, 'hasOwnProperty', { lexicon }).hits).toEqual([]);
  });
});
