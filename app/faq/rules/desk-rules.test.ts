import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './desk-blocks.ts';
import { deskIndex, type DeskAnswer } from './desk-index.ts';
import { wrapFault } from './call.ts';

const answer = (slug: string, question: string, more: Partial<DeskAnswer> = {}): DeskAnswer => ({ versionId: slug, slug, number: 1, audience: 'PUBLIC', question, variants: [], short: '', body: '', papers: [], fee: null, place: null, timeLimit: null, basis: [], periods: [], lapsed: [], asOf: '2026-09-30', isOverdue: false, isSample: false, ...more });

describe('the index of the desk', async () => {
  const answers = [answer('mat-may', 'Mất điện thoại, làm sao khoá tài khoản VNeID?', { variants: ['bị trộm máy'] }), answer('doi-may', 'Đổi điện thoại mới, đăng nhập lại thế nào?'), answer('duong', 'Đường đến nơi làm căn cước'), answer('duong-tinh', 'Kết quả dương tính')];
  const index = deskIndex();
  await index.take({ answers, words: [{ word: 'dế', meaning: 'điện thoại' }, { word: 'CC', meaning: 'căn cước' }] }, async () => {});
  const found = (question: string) => index.search(question).map(({ slug }) => slug);

  it('finds with marks and without, by other wordings, and puts the marks that were typed first', () => {
    expect([found('mat dien thoai')[0], found('MẤT ĐIỆN THOẠI')[0], found('trộm')]).toEqual(['mat-may', 'mat-may', ['mat-may']]);
    expect([found('đường')[0], found('dương')[0]]).toEqual(['duong', 'duong-tinh']);
    expect(found('dien thoai').toSorted()).toEqual(['doi-may', 'mat-may']);
  });
  it('finds by lay words, abbreviations and undone keys, and while a word has only begun', () => {
    expect([found('mất dế')[0], found('cc'), found('ddieenj thoaij').toSorted(), found('đổi điện thoại m')[0]]).toEqual(['mat-may', ['duong'], ['doi-may', 'mat-may'], 'doi-may']);
  });
  it('finds with some of the words when no answer has all, and nothing for nothing', () => {
    expect([found('mất máy tính bảng điện thoại')[0], found(''), found('?!'), found('xyz')]).toEqual(['mat-may', [], [], []]);
  });
  it('stands any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => found(text).length <= 12));
  });
  it('rests between pieces, and takes up only what has changed', async () => {
    let rests = 0;
    const rest = async () => void (rests += 1);
    const many = Array.from({ length: 101 }, (_, at) => answer(`a-${at}`, `Câu hỏi về giấy tờ x${at}`));
    const large = deskIndex();
    await large.take({ answers: many, words: [] }, rest);
    expect([rests, large.search('x0')[0], large.search('x100')[0]]).toEqual([3, { slug: 'a-0' }, { slug: 'a-100' }]);
    await large.take({ answers: [...many.slice(2), answer('a-1', 'Câu hỏi về thẻ y1', { versionId: 'second' })], words: [{ word: 'gt', meaning: 'giấy tờ' }] }, rest);
    const slugs = (question: string) => large.search(question).map(({ slug }) => slug);
    expect([rests, slugs('x0').includes('a-0'), slugs('x1').includes('a-1'), slugs('y1'), slugs('gt').length]).toEqual([4, false, false, ['a-1'], 12]);
  });
});

it('reads Markdown aloud without its signs', () => {
  expect(blocksOf('# Cách làm\n\n1. Đến **Công an**.\n2. Mang [thẻ](https://vi-du.invalid).\n\nXong.')).toEqual([{ kind: 'text', text: 'Cách làm' }, { kind: 'list', items: ['Đến Công an.', 'Mang thẻ.'] }, { kind: 'text', text: 'Xong.' }]);
});

it.each([['NOT_FOUND', '', null, false, 'question'], ['NOT_FOUND', 'x', null, false, null], ['CALL_BACK', '', 'z', false, 'number'], ['CALL_BACK', '', null, true, 'callbackAt'], ['CALL_BACK', '', 'z', true, null], ['ANSWERED', '', null, false, null]] as const)('a wrap-up as %s with words %j lacks as it must', (wrap, question, callbackAt, hasNumber, fault) => {
  expect(wrapFault({ wrap, question, handTo: null, handBody: null, callbackAt }, hasNumber)).toBe(fault);
});
