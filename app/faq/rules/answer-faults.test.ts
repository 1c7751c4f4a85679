import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAnswer } from '../../../tests/world/answers.ts';
import { faultsOfAnswer, reviewBy, shortMost, variantsMost } from './answer-faults.ts';
import { bodyMost } from './answer-body.ts';
import { lapsesOn, lastDay, reviewDays, type AnswerFields } from './answer.ts';

const today = '2026-11-23';
const said = (changes: Partial<AnswerFields>, day = today) => Object.fromEntries(Object.entries(faultsOfAnswer({ ...anAnswer, ...changes }, day)).map(([field, text]) => [field, text.vi]));
const basis = (document: string, article: string | null = null) => ({ document, article, effectiveFrom: null, effectiveTo: null });

describe('an answer by itself', () => {
  it('has no fault when it has none', () => {
    expect(said({})).toEqual({});
  });

  it('is said in both languages', () => {
    const found = faultsOfAnswer({ ...anAnswer, sources: [], asOf: '2026-12-01' }, today);
    for (const text of Object.values(found)) expect(text.en).not.toBe(text.vi);
    expect(found.sources?.en).toBe('At least one named source is needed.');
  });

  it.each<[string, Partial<AnswerFields>, Record<string, string>]>([
    ['a short form of one syllable too many', { short: 'một '.repeat(shortMost + 1) }, { short: `Câu trả lời ngắn có 67 âm tiết, tối đa 66 để đọc trong 20 giây.` }],
    ['no source', { sources: [] }, { sources: 'Cần ít nhất một nguồn có tên.' }],
    ['facts of tomorrow', { asOf: '2026-11-24' }, { asOf: 'Ngày 24/11/2026 ở tương lai. “Đúng tại ngày” không được sau hôm nay.' }],
    ['a review on the very day', { reviewDue: anAnswer.asOf }, { reviewDue: 'Hạn rà soát phải sau ngày 30/09/2026.' }],
    ['a review a day too late', { reviewDue: '2027-10-01' }, { reviewDue: 'Nội dung đổi nhanh như vậy phải rà soát chậm nhất ngày 30/09/2027.' }],
    ['twenty-one wordings', { variants: Array.from({ length: variantsMost + 1 }, (_, at) => `Cách ${at}`) }, { variants: 'Tối đa 20 cách hỏi khác, đang có 21.' }],
    ['a wording that is the question', { variants: ['ĐĂNG KÝ TÀI KHOẢN MỨC 2 Ở ĐÂU'] }, { variants: 'Cách hỏi “ĐĂNG KÝ TÀI KHOẢN MỨC 2 Ở ĐÂU” trùng với một cách hỏi khác.' }],
    ['the same basis with its article twice', { legalBasis: [basis('Luật Căn cước', 'Điều 5'), basis('Luật Căn cước', 'Điều 5')] }, { legalBasis: 'Căn cứ “Luật Căn cước, Điều 5” ghi hai lần.' }],
    ['an image in the steps', { body: '![a](https://vi-du.invalid/a.png)' }, { body: 'Phần các bước không kèm hình ảnh.' }],
    ['steps of one letter too many', { body: 'ă'.repeat(bodyMost + 1) }, { body: 'Phần các bước dài 10001 ký tự, tối đa là 10000. Vui lòng tách thành hai câu trả lời.' }],
    ['a link to the door', { body: '[vào](/sign-in)' }, { body: 'Liên kết /sign-in không dùng được. Chỉ dùng địa chỉ https hoặc trang của hệ thống, không dẫn tới trang đăng nhập hay kích hoạt.' }],
  ])('%s', (_what, changes, expected) => {
    expect(said(changes)).toEqual(expected);
  });

  it.each<[string, Partial<AnswerFields>]>([
    ['as many syllables as can be read', { short: 'một '.repeat(shortMost) }],
    ['facts of today', { asOf: today, reviewDue: '2027-11-23' }],
    ['a review on the last day allowed', { reviewDue: '2027-09-30' }],
    ['a review on the next day', { reviewDue: '2026-10-01' }],
    ['twenty wordings', { variants: Array.from({ length: variantsMost }, (_, at) => `Cách ${at}`) }],
    ['two articles of one document', { legalBasis: [basis('Luật Căn cước', 'Điều 5'), basis('Luật Căn cước', 'Điều 6'), basis('Luật Căn cước')] }],
    ['steps of as many letters as allowed', { body: 'ă'.repeat(bodyMost) }],
  ])('takes %s', (_what, changes) => {
    expect(said(changes)).toEqual({});
  });

  it('says everything at once, one sentence a field', () => {
    expect(Object.keys(said({ short: 'một '.repeat(80), body: '<b>x</b>', sources: [], asOf: '2026-12-01', variants: ['a', 'A'] })).toSorted()).toEqual(['asOf', 'body', 'short', 'sources', 'variants']);
  });

  it('survives days at the ends of the calendar', () => {
    for (const asOf of ['0001-01-01', lastDay]) for (const volatility of ['LOW', 'MEDIUM', 'HIGH'] as const) expect(() => said({ asOf, volatility, reviewDue: reviewBy(asOf, volatility) })).not.toThrow();
    expect(said({ asOf: lastDay, reviewDue: lastDay })).toHaveProperty('asOf');
  });
});

describe('the day of the next look', () => {
  const days = fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(Date.UTC(1990, 0, 1) + day * 86_400_000).toISOString().slice(0, 10));
  const volatility = fc.constantFrom('HIGH', 'MEDIUM', 'LOW') as fc.Arbitrary<'HIGH' | 'MEDIUM' | 'LOW'>;

  it('lies as many days later as facts of this kind last, and is never refused by itself', () => {
    fc.assert(fc.property(days, volatility, (asOf, kind) => {
      const due = reviewBy(asOf, kind);
      expect((Date.parse(due) - Date.parse(asOf)) / 86_400_000).toBe(reviewDays[kind]);
      expect(said({ asOf, volatility: kind, reviewDue: due }, '2050-01-01')).toEqual({});
    }));
  });

  it('comes sooner the faster the facts change', () => {
    fc.assert(fc.property(days, (asOf) => reviewBy(asOf, 'HIGH') < reviewBy(asOf, 'MEDIUM') && reviewBy(asOf, 'MEDIUM') < reviewBy(asOf, 'LOW')));
  });
});

describe('the day on which a document holds no longer', () => {
  it.each([['2026-12-31', '2027-01-01'], ['2028-02-28', '2028-02-29'], ['2026-02-28', '2026-03-01'], ['9999-12-30', lastDay]])('after %s it is %s', (last, next) => {
    expect(lapsesOn(last)).toBe(next);
  });

  it('never comes for the last day that there is: years of five digits would stand before all others', () => {
    expect(lapsesOn(lastDay)).toBe(lastDay);
    expect(lapsesOn(lastDay) <= today).toBe(false);
  });

  it('is later than the last day on which it holds, for every day', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_900_000 }), (day) => {
      const last = new Date(Date.UTC(2000, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
      expect(lapsesOn(last) > last || last === lastDay).toBe(true);
      expect(lapsesOn(last)).toHaveLength(10);
    }));
  });
});
